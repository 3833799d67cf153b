import { setTimeout as wait } from 'node:timers/promises';
import { isRepeatable } from './database-errors.ts';
import { StoreError } from './store-error.ts';

const MAX_ATTEMPTS = 20;
/** Milliseconds: the longest pause between two attempts. */
const MAX_PAUSE = 200;

/**
 * Repeats a transaction while it loses against another one (PostgreSQL: Serialization Failure Handling). The pauses are random, so
 * that the same transactions do not collide again.
 *
 * @throws {StoreError} `unavailable` when it has lost every time.
 */
export async function retryTransaction<T>(transaction: () => Promise<T>): Promise<T> {
  let last: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      // A deadlock rolls one of its transactions back. Other errors are for the caller.
      if (!isRepeatable(error)) throw error;
      last = error;
    }
    await wait(Math.random() * Math.min(MAX_PAUSE, 2 ** attempt));
  }
  throw new StoreError('unavailable', `The transaction conflicted with others ${MAX_ATTEMPTS} times.`, last);
}
