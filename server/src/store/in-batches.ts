/** Maximum rows of one statement of a sweep, so that it never blocks other requests for long. */
export const BATCH = 1000;
/** Maximum batches of one sweep; the next sweep continues. */
const MAX_BATCHES = 100;

/**
 * Repeats a sweep until its batch is not full.
 *
 * @param sweep Handles at most `BATCH` rows. @returns How many.
 */
export async function inBatches(sweep: () => Promise<number | bigint>): Promise<void> {
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    if (Number(await sweep()) < BATCH) return;
  }
}
