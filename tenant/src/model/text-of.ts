/** A parameter or form field as text; empty for anything that is not text (a missing value, an array, a file). */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
