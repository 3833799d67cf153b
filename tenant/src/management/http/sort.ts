import { invalidQuery } from './api-error.ts';

/**
 * Reads `field:1` (ascending) or `field:-1`. Items without the field come last.
 * @throws ApiError 400 `invalid_query_string`
 */
export function parseSort(sort: string): (left: object, right: object) => number {
  const [, field, order] = /^([\w.-]+):(-?1)$/.exec(sort) ?? [];
  if (field === undefined) throw invalidQuery(`Object didn't pass validation for format sort: ${sort}`);
  const direction = Number(order);
  const value = (item: object): string | number | undefined => {
    const found: unknown = Object.hasOwn(item, field) ? (item as Record<string, unknown>)[field] : undefined;
    return typeof found === 'boolean'
      ? String(found)
      : typeof found === 'object'
        ? undefined
        : (found as string | number);
  };
  return (left, right) => {
    const [a, b] = [value(left), value(right)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction;
    const [first, second] = [String(a), String(b)];
    return (first < second ? -1 : first > second ? 1 : 0) * direction;
  };
}
