import { DeliveryError } from './outbox-message.ts';

/** Failures in a row after which a receiver is left alone. */
const MOST_FAILURES = 3;
/** How long it is left alone, in milliseconds: at first, and at most. */
const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 300_000;

/**
 * Pauses a receiver that does not answer (circuit breaker): each message in turn would take a timeout and use up one of its
 * attempts. After the pause one message is tried.
 */
export class Breaker {
  #failures = 0;
  #pausedUntil = 0;
  #pause = FIRST_PAUSE;

  /** Whether the next delivery is the one that decides. */
  get isTesting(): boolean {
    return this.#failures >= MOST_FAILURES;
  }

  /** @param now Epoch milliseconds. */
  allows(now: number): boolean {
    return now >= this.#pausedUntil;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pausedUntil = 0;
    this.#pause = FIRST_PAUSE;
  }

  /** Counts a failure of the receiver. One that is about the message alone shows that the receiver answers. */
  failed(error: unknown, now: number): void {
    if (!(error instanceof DeliveryError && error.receiverDown)) {
      this.#failures = 0;
      return;
    }
    this.#failures++;
    // Deliveries that were under way when the pause began do not make it longer.
    if (!this.isTesting || now < this.#pausedUntil) return;
    this.#pausedUntil = now + this.#pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}
