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
  /** Recorded for some lists: `limit` is the number of items shown. */
  readonly limitIsCount?: true;
}

/**
 * Responds with a page of a list: an array, or with `include_totals=true` an object with `start`, `limit` and `total`;
 * with `from` or `take` an object with the items after the checkpoint and the `next` one.
 */
export function respondWithList<Item>(c: Context, query: ListQuery, list: Listed<Item>): Response {
  const { name, items, idOf, present } = list;
  if (query.from !== undefined || query.take !== undefined) {
    const { shown, next } = fromCheckpoint(items, idOf, query);
    return c.json({ [name]: shown.map(present), ...(next === undefined ? {} : { next }) });
  }
  const { page, perPage } = pageOf(query, list.perPage ?? 50);
  const start = page * perPage;
  const shown = items.slice(start, start + perPage).map(present);
  const limit = list.limitIsCount === true ? shown.length : perPage;
  return c.json(query.include_totals === true ? { start, limit, total: items.length, [name]: shown } : shown);
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
 * The items after the checkpoint, and the checkpoint to continue from where there are more. A checkpoint is a place in the
 * list: it stays valid after its item was deleted. Source: recorded responses.
 * @throws ApiError 400 for a malformed checkpoint
 */
export function fromCheckpoint<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  { from, take = 50 }: CheckpointQuery,
): { readonly shown: readonly Item[]; readonly next?: string } {
  const start = from === undefined ? 0 : placeAfter(items.map(idOf), from);
  const end = start + take;
  const shown = items.slice(start, end);
  const neighbors = items.slice(end - 1, end + 1).map(idOf);
  return { shown, ...(neighbors.length === 2 ? { next: encodeCheckpoint(neighbors) } : {}) };
}

/** A place in a list, by the ids of the items before and after it. */
function encodeCheckpoint(neighbors: readonly string[]): string {
  return Buffer.from(JSON.stringify(neighbors)).toString('base64url');
}

function placeAfter(ids: readonly string[], from: string): number {
  // The API description calls the parameter an id.
  if (ids.includes(from)) return ids.indexOf(from) + 1;
  const [before, after] = decodeCheckpoint(from);
  const place = ids.indexOf(before) + 1;
  // If both items were deleted, the list starts again: a client that deletes each page it reads misses nothing.
  return place > 0 || after === undefined ? place : Math.max(ids.indexOf(after), 0);
}

function decodeCheckpoint(from: string): readonly [before: string, after?: string] {
  const text = Buffer.from(from, 'base64url').toString();
  const own = OWN_CHECKPOINT.safeParse(text);
  if (own.success) return own.data;
  // Auth0's checkpoints, as recorded: an id in Base64, some after a time.
  const id = /^(?:[ -+\--~]+,)?([!-+\--~]+)$/.exec(text)?.[1];
  if (id === undefined) throw invalidQuery("Object didn't pass validation for format checkpoint on property from");
  return [id];
}

const OWN_CHECKPOINT = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      // Not one of this tenant's checkpoints.
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.string(), z.string()]));
