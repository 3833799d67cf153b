import { z } from 'zod';
import { PAGE_PARAMETERS } from './paging.ts';

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

/** The items after the checkpoint, and the checkpoint to go on from where there are more. */
export function fromCheckpoint<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  { from, take = 50 }: CheckpointQuery,
): { readonly shown: readonly Item[]; readonly next?: string } {
  const start = from === undefined ? 0 : items.findIndex((item) => idOf(item) === from) + 1;
  const shown = items.slice(start, start + take);
  const last = shown.at(-1);
  return { shown, ...(last !== undefined && start + take < items.length ? { next: idOf(last) } : {}) };
}
