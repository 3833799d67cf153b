import type { Admission } from './admission.ts';
import { CallQueue, type QueuedCall, type ManagementObserver, type Priority } from './call-queue.ts';
import type { MachineToken } from './machine-token.ts';
import { ManagementError } from './management.ts';
import type { Pace } from './pace.ts';
import { UnusableResponseError } from './parse-user.ts';
import type { RateSlots } from './rate-slots.ts';
import { readSdkFailure } from './sdk-failure.ts';

/** Options of every request of the SDK. */
export interface CallOptions {
  readonly abortSignal: AbortSignal;
  readonly headers: { readonly Authorization: string };
}

/** Dependencies of the calls. */
export interface RateLimitedCallsParts {
  readonly slots: RateSlots;
  readonly pace: Pace;
  readonly observer: ManagementObserver;
  readonly token: MachineToken;
  readonly admission: Pick<Admission, 'current'>;
  /** Milliseconds until an answer must be complete. */
  readonly timeout: number;
}

/** Attempts of one call that Auth0 answers with 429 or 401 before the call fails. */
const MAX_ATTEMPTS = 10;
/** Seconds to pause after a 429 without a time. */
const DEFAULT_RETRY_AFTER = 1;

/** Makes calls with a slot and a token; repeats one if Auth0 certainly did nothing (429; 401 once). */
export class RateLimitedCalls {
  readonly #parts: RateLimitedCallsParts;
  readonly #queue: CallQueue;
  readonly #closing = new AbortController();

  constructor(parts: RateLimitedCallsParts) {
    this.#parts = parts;
    this.#queue = new CallQueue(parts);
  }

  /**
   * @param operation Its name for the observer.
   * @param send One request; throws errors of the SDK or an `UnusableResponseError`.
   * @throws {ManagementError}
   */
  async make<T>(operation: string, priority: Priority, send: (options: CallOptions) => Promise<T>): Promise<T> {
    const { pace, token, admission } = this.#parts;
    const admitted = admission.current();
    const call = this.#queue.queuedCall(priority, admitted);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const bearer = await token.get();
      const report = await this.#slot(operation, call);
      if (admitted !== undefined) admitted.calls++;
      const outcome = await this.#send(bearer, send, report);
      if ('response' in outcome) return outcome.response;
      const { status, retryAfter = DEFAULT_RETRY_AFTER, error } = outcome;
      if (status === 401 && !renewed) {
        renewed = true;
        token.discard(bearer);
        continue;
      }
      if (status !== 429) throw error;
      const until = pace.now() + retryAfter * 1000;
      await this.#pauseUntil(until);
      if (attempt === MAX_ATTEMPTS || until > call.deadline) {
        throw new ManagementError('unavailable', error.message, { status: 429, retryAfter, cause: error });
      }
    }
  }

  /** Aborts open calls and rejects waiting ones. */
  close(): void {
    this.#queue.close();
    this.#closing.abort();
  }

  /** Waits for a slot. @returns A function that reports the call's end to the observer. */
  async #slot(operation: string, call: QueuedCall): Promise<(outcome: string) => void> {
    const { pace, observer } = this.#parts;
    const entered = pace.now();
    try {
      await this.#queue.enter(call);
    } catch (error) {
      observer.onCall?.({ operation, outcome: 'gave_up', waited: (pace.now() - entered) / 1000, took: 0 });
      throw error;
    }
    const began = pace.now();
    const waited = (began - entered) / 1000;
    return (outcome) => observer.onCall?.({ operation, outcome, waited, took: (pace.now() - began) / 1000 });
  }

  async #send<T>(
    bearer: string,
    send: (options: CallOptions) => Promise<T>,
    report: (outcome: string) => void,
  ): Promise<Outcome<T>> {
    try {
      const abortSignal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#parts.timeout)]);
      const response = await send({ abortSignal, headers: { Authorization: `Bearer ${bearer}` } });
      report('200');
      return { response };
    } catch (cause) {
      if (cause instanceof UnusableResponseError) {
        report('200');
        return { status: 200, error: new ManagementError('unavailable', cause.message, { status: 200, cause }) };
      }
      const { status, error, retryAfter } = readSdkFailure(cause, this.#parts.pace.now());
      report(status === undefined ? 'no_answer' : String(status));
      return { status, error, retryAfter };
    }
  }

  /** Pauses all calls, also those of the other processes. */
  async #pauseUntil(until: number): Promise<void> {
    this.#queue.pauseUntil(until);
    try {
      await this.#parts.slots.delay(until);
    } catch {
      // The store does not answer: this process still pauses, and its next call reports the error.
    }
  }
}

type Outcome<T> =
  | { readonly response: T }
  | {
      readonly status: number | undefined;
      readonly retryAfter?: number | undefined;
      readonly error: ManagementError;
    };
