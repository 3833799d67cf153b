import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two checks, and until the timeout. */
const RETRY_INTERVAL = 50;
const TIMEOUT = 60_000;

/** A condition stayed false for too long. */
export class WaitTimeoutError extends Error {
  constructor(description: string) {
    super(`It did not come true: ${description}.`);
    this.name = 'WaitTimeoutError';
  }
}

/**
 * Polls until a condition is true that other processes bring about without notification.
 *
 * @throws {WaitTimeoutError} Naming what has not come true.
 */
export async function eventually(description: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + TIMEOUT;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new WaitTimeoutError(description);
    await wait(RETRY_INTERVAL);
  }
}
