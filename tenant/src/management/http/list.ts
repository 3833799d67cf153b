import type { Context } from 'hono';
import { z } from 'zod';
import { ApiError, invalidQuery } from './api-error.ts';

/** The query of a list. */
interface ListQuery {
  readonly page?: number | undefined;
  readonly per_page?: number | undefined;
  readonly include_totals?: boolean | undefined;
  readonly from?: string | undefined;
  readonly take?: number | undefined;
}

/** A list: its name in a response, and how its items are identified and shown. */
interface Listed<Item> {
  readonly name: string;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly present: (item: Item) => object;
  /** Default number of items on a page; 50 when absent. */
  readonly perPage?: number;
}

/**
 * Responds with a page of a list: an array, or with `include_totals=true` an object with `start`, `limit` and `total`;
 * with `from` or `take` an object with the items after the checkpoint and the `next` one.
 */
export function answerList<Item>(c: Context, query: ListQuery, list: Listed<Item>): Response {
  const { name, items, idOf, present } = list;
  if (query.from !== undefined || query.take !== undefined) {
    const { shown, next } = fromCheckpoint(items, idOf, query);
    return c.json({ [name]: shown.map(present), ...(next === undefined ? {} : { next }) });
  }
  const { page, perPage } = pageOf(query, list.perPage ?? 50);
  const start = page * perPage;
  const shown = items.slice(start, start + perPage).map(present);
  return c.json(query.include_totals === true ? { start, limit: perPage, total: items.length, [name]: shown } : shown);
}

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
 * Fills in the omitted parameters.
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

/** Wraps a page of users or logs with its totals, as `include_totals=true` asks; these lists also have a `length`. */
export function withTotals(
  name: string,
  items: readonly unknown[],
  total: number,
  { page, perPage }: Page,
): Record<string, unknown> {
  return { start: page * perPage, limit: perPage, length: items.length, total, [name]: items };
}

/** The query parameters of checkpoint pagination, `from` and `take` (1 to 100). Source: Auth0, "Checkpoint pagination". */
export const CHECKPOINT_PARAMETERS = {
  from: z.string().max(1000).optional(),
  take: z
    .string()
    .regex(/^\d{1,6}$/, 'Expected an integer')
    .transform(Number)
    .refine((value) => value >= 1 && value <= 100, 'Value is not between 1 and 100')
    .optional(),
  include_totals: PAGE_PARAMETERS.include_totals,
};

/** Values of {@link CHECKPOINT_PARAMETERS}. */
interface CheckpointQuery {
  readonly from?: string | undefined;
  readonly take?: number | undefined;
}

/**
 * The items after the checkpoint, and the checkpoint to continue from where there are more. After the checkpoint's item
 * was deleted, the list begins anew, so that a client may delete each page it reads.
 * @throws ApiError 400 for what is neither a checkpoint nor an id
 */
export function fromCheckpoint<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  { from, take = 50 }: CheckpointQuery,
): { readonly shown: readonly Item[]; readonly next?: string } {
  const start = from === undefined ? 0 : placeAfter(items.map(idOf), from);
  const shown = items.slice(start, start + take);
  const last = shown.at(-1);
  return { shown, ...(last !== undefined && start + take < items.length ? { next: checkpointAt(idOf(last)) } : {}) };
}

function checkpointAt(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function placeAfter(ids: readonly string[], from: string): number {
  // Recorded: a checkpoint is an id in base64, some after a time. An id itself is accepted, too, as described.
  const [, id = ''] = /^(?:[ -+\--~]+,)?([!-+\--~]+)$/.exec(Buffer.from(from, 'base64url').toString()) ?? [];
  const known = ids.includes(from) ? from : id;
  if (known === '') throw invalidQuery("Object didn't pass validation for format checkpoint on property from");
  return ids.indexOf(known) + 1;
}
