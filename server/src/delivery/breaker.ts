import { DeliveryError } from './outbox-message.ts';

/** Consecutive failures after which a receiver is paused. */
const MAX_FAILURES = 3;
/** Length of the pause in milliseconds: the first, and the maximum. */
const FIRST_PAUSE = 15_000;
const MAX_PAUSE = 300_000;

/**
 * Pauses a receiver that does not answer (circuit breaker): each message in turn would take a timeout and use up one of its
 * attempts. After the pause one message is tried.
 */
export class Breaker {
  #failures = 0;
  #pausedUntil = 0;
  #pause = FIRST_PAUSE;

  /** Whether the next delivery tests a paused receiver. */
  get isTesting(): boolean {
    return this.#failures >= MAX_FAILURES;
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

  /** Counts a failure of the receiver. A failure of the message alone shows that the receiver answers. */
  failed(error: unknown, now: number): void {
    if (!(error instanceof DeliveryError && error.receiverDown)) {
      this.#failures = 0;
      return;
    }
    this.#failures++;
    // Deliveries that began before the pause do not extend it.
    if (!this.isTesting || now < this.#pausedUntil) return;
    this.#pausedUntil = now + this.#pause;
    this.#pause = Math.min(this.#pause * 2, MAX_PAUSE);
  }
}
