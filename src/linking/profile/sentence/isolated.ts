/** Marks a name inside a sentence: FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE (Unicode UAX #9). */
export function isolated(name: string): string {
  return `\u2068${name.replace(/[\u2066-\u2069]/g, '')}\u2069`;
}
