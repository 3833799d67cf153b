import { z } from 'zod';
import { ApiError } from './api-error.ts';

const whole = z
  .string()
  .regex(/^\d{1,6}$/, 'Expected an integer')
  .transform(Number);
const boolean = z.enum(['true', 'false']).transform((value) => value === 'true');

/** The query parameters `page`, `per_page` (0–100) and `include_totals`. */
export const PAGE_PARAMETERS = {
  page: whole.optional(),
  per_page: whole.refine((value) => value <= 100, 'Value is greater than maximum 100').optional(),
  include_totals: boolean.optional(),
};

/** A page to show. */
export interface Page {
  readonly page: number;
  readonly perPage: number;
}

/**
 * Fills in what was not asked for.
 * @throws ApiError 400 beyond the first 1000 records
 */
export function pageOf(query: { page?: number | undefined; per_page?: number | undefined }, perPage: number): Page {
  const page = { page: query.page ?? 0, perPage: query.per_page ?? perPage };
  if ((page.page + 1) * page.perPage > 1000) {
    throw new ApiError(
      400,
      'invalid_paging',
      'You can only page through the first 1000 records. ' +
        'See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
    );
  }
  return page;
}

/** Lists that also say how many items a page has. */
const WITH_LENGTH: ReadonlySet<string> = new Set(['users', 'logs']);

/** Wraps a page with its totals, as `include_totals=true` asks. */
export function withTotals(
  name: string,
  items: readonly unknown[],
  total: number,
  { page, perPage }: Page,
): Record<string, unknown> {
  const length = WITH_LENGTH.has(name) ? { length: items.length } : {};
  return { start: page * perPage, limit: perPage, ...length, total, [name]: items };
}
