import type { Rate } from '../configuration/server-config.ts';

/**
 * Limits requests by key: a burst of `limit`, then `limit / perSeconds` a second (GCRA: stores one number per key, the time at which
 * its budget is full again). Stores a bounded number of keys and evicts those unused for longest.
 */
export class RequestBudget {
  readonly #interval: number;
  readonly #burst: number;
  readonly #maxKeys: number;
  /** Epoch milliseconds at which a key's budget is full again, in the order of the last request. */
  readonly #fullAt = new Map<string, number>();

  /** @param maxKeys About 100 bytes each. */
  constructor({ limit, perSeconds }: Rate, maxKeys = 50_000) {
    this.#interval = (perSeconds * 1000) / limit;
    this.#burst = perSeconds * 1000;
    this.#maxKeys = maxKeys;
  }

  /** The number of stored keys. */
  get size(): number {
    return this.#fullAt.size;
  }

  /** @returns 0 if the request is within the budget, else the milliseconds until one is. */
  take(key: string, now: number): number {
    const before = this.#fullAt.get(key) ?? 0;
    const fullAt = Math.max(before, now) + this.#interval;
    const excess = fullAt - now - this.#burst;
    // Slightly tolerant, because intervals need not be whole milliseconds.
    const granted = excess <= 1e-6;
    // Moves the key to the end, granted or not, so that active keys are not evicted.
    this.#fullAt.delete(key);
    this.#fullAt.set(key, granted ? fullAt : before);
    if (this.#fullAt.size > this.#maxKeys) this.#removeFull(now);
    return granted ? 0 : excess;
  }

  /** Evicts keys with a full budget, and the least recently used half if that is not enough. */
  #removeFull(now: number): void {
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(key);
    for (const key of this.#fullAt.keys()) {
      if (this.#fullAt.size <= this.#maxKeys / 2) return;
      this.#fullAt.delete(key);
    }
  }
}
