import type { Context } from 'hono';
import { fromCheckpoint } from './checkpoint.ts';
import { pageOf } from './paging.ts';

/** How a list was asked for. */
interface ListQuery {
  readonly page?: number | undefined;
  readonly per_page?: number | undefined;
  readonly include_totals?: boolean | undefined;
  readonly from?: string | undefined;
  readonly take?: number | undefined;
}

/** A list: its name in an answer, and how its items are told apart and shown. */
interface Listed<Item> {
  readonly name: string;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly present: (item: Item) => object;
}

/**
 * Answers with a page of a list: an array, or with `include_totals=true` an object with `start`, `limit` and `total`;
 * with `from` or `take` an object with the items after the checkpoint and the `next` one.
 */
export function answerList<Item>(c: Context, query: ListQuery, { name, items, idOf, present }: Listed<Item>): Response {
  if (query.from !== undefined || query.take !== undefined) {
    const { shown, next } = fromCheckpoint(items, idOf, query);
    return c.json({ [name]: shown.map(present), ...(next === undefined ? {} : { next }) });
  }
  const { page, perPage } = pageOf(query, 50);
  const start = page * perPage;
  const shown = items.slice(start, start + perPage).map(present);
  return c.json(query.include_totals === true ? { start, limit: perPage, total: items.length, [name]: shown } : shown);
}
