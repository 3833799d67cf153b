import type { TenantUser } from '../model/tenant-user.ts';
import { invalidQuery } from './api-refusals.ts';

/**
 * Reads `field:1` (ascending) or `field:-1`. Users without the field come last.
 * @throws ApiError 400 `invalid_query_string`
 */
export function parseUserSort(sort: string): (left: TenantUser, right: TenantUser) => number {
  const [, field, order] = /^([\w.-]+):(-?1)$/.exec(sort) ?? [];
  if (field === undefined) throw invalidQuery(`Object didn't pass validation for format sort: ${sort}`);
  const direction = Number(order);
  const value = (user: TenantUser): string | number | undefined => {
    const found = Object.hasOwn(user, field) ? user[field] : undefined;
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
