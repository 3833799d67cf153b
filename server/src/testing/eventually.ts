import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks, and until it is given up. */
const PAUSE = 50;
const PATIENCE = 60_000;

/**
 * Polls until a condition is true that other processes bring about without notification.
 *
 * @throws {Error} Naming what has not come true.
 */
export async function eventually(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`It did not come true: ${what}.`);
    await wait(PAUSE);
  }
}
