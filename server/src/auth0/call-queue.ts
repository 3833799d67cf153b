import type { Admitted } from './admission.ts';
import { ManagementError } from './management.ts';
import type { Pace } from './pace.ts';
import type { RateSlots } from './rate-slots.ts';

/** A call that waits for a slot; a retry keeps its place in the order. */
export interface QueuedCall {
  readonly priority: Priority;
  /** Epoch milliseconds: earlier ones of the same priority go first. */
  readonly since: number;
  /** When the caller gives up, epoch milliseconds. */
  readonly deadline: number;
}

interface Waiting {
  readonly call: QueuedCall;
  readonly grant: () => void;
  readonly reject: (error: ManagementError) => void;
}

/** Dependencies of the queue. */
export interface CallQueueParts {
  readonly slots: RateSlots;
  readonly pace: Pace;
  readonly observer: ManagementObserver;
}

/** How long a call may wait for all of its slots, in milliseconds. */
const MAX_WAIT: Readonly<Record<Priority, number>> = { operation: 30_000, view: 20_000, background: 60_000 };
/** The same for a call of an admitted operation, which should complete rather than fail. */
const MAX_WAIT_ADMITTED = 120_000;
/** While both wait, one view follows this many calls of operations. */
const OPERATIONS_PER_VIEW = 3;
/** Highest first. */
const PRIORITIES: readonly Priority[] = ['operation', 'view', 'background'];
/** Maximum number of waiting calls in this process: later ones would only time out. */
const MAX_WAITING = 500;

/** Grants the slots of the rate by priority, then by age; views have a share that operations cannot take. */
export class CallQueue {
  readonly #parts: CallQueueParts;
  readonly #lanes: Readonly<Record<Priority, Waiting[]>> = { operation: [], view: [], background: [] };
  readonly #closing = new AbortController();
  #isGranting = false;
  /** Slots granted to operations since the last one granted to a view. */
  #consecutiveOperations = 0;
  /** When the next slot begins, as far as this process knows. */
  #nextAt = 0;
  /** When the following slots begin that this process has reserved for calls that wait. */
  #reserved: number[] = [];

  constructor(parts: CallQueueParts) {
    this.#parts = parts;
  }

  /** @param admitted The admitted operation that makes the call, if any. */
  queuedCall(priority: Priority, admitted?: Admitted): QueuedCall {
    const now = this.#parts.pace.now();
    const isAdmitted = admitted !== undefined && priority === 'operation';
    const maxWait = isAdmitted ? MAX_WAIT_ADMITTED : MAX_WAIT[priority];
    return { priority, since: isAdmitted ? admitted.at : now, deadline: now + maxWait };
  }

  /** @throws {ManagementError} `unavailable`, with `retryAfter`: the wait would be too long. */
  async enter(call: QueuedCall): Promise<void> {
    if (this.#closing.signal.aborted) throw stopping();
    if (this.#nextAt > call.deadline) throw this.#waitTooLong(call);
    if (this.#length >= MAX_WAITING) this.#displaceFor(call);
    return new Promise((grant, reject) => {
      const lane = this.#lanes[call.priority];
      lane.splice(lane.findLastIndex((each) => each.call.since <= call.since) + 1, 0, {
        call,
        grant,
        reject,
      });
      this.#reportLength();
      if (this.#isGranting) return;
      this.#isGranting = true;
      // Calls that begin at the same time reserve their slots together.
      setImmediate(() => void this.#grantAll());
    });
  }

  /** Holds all calls of this process until that time. @param time Epoch milliseconds. */
  pauseUntil(time: number): void {
    this.#nextAt = Math.max(this.#nextAt, time);
    this.#reserved = [];
    this.#rejectExpired();
  }

  /** Rejects all waiting and future calls. */
  close(): void {
    this.#closing.abort();
    this.#rejectAll(stopping());
  }

  get #length(): number {
    return PRIORITIES.reduce((sum, priority) => sum + this.#lanes[priority].length, 0);
  }

  /** Never rejects: an error is passed to the waiting calls. */
  async #grantAll(): Promise<void> {
    const { slots, pace } = this.#parts;
    try {
      while (this.#length > 0) {
        if (this.#reserved.length === 0) this.#reserved = [...(await slots.reserve(this.#wanted))];
        this.#nextAt = Math.max(this.#nextAt, this.#reserved.shift() ?? 0);
        // Auth0 may have asked for a pause meanwhile: the calls of all slots before its end would be made at once.
        this.#reserved = this.#reserved.filter((begin) => begin >= this.#nextAt);
        this.#rejectExpired();
        while (this.#length > 0 && this.#nextAt > pace.now()) {
          // Auth0 may ask for a longer pause meanwhile.
          await pace.wait(this.#nextAt - pace.now(), this.#closing.signal);
        }
        this.#grantNext();
      }
    } catch (cause) {
      // The server stops or the store does not respond. A call without a slot could exceed the rate.
      const message = 'No slot within the Management API rate is available.';
      this.#rejectAll(new ManagementError('unavailable', message, { retryAfter: 1, cause }));
    } finally {
      this.#reserved = [];
      this.#isGranting = false;
    }
  }

  /** Slots to reserve: for the calls that wait, but no more than a second's, so that other processes get theirs. */
  get #wanted(): number {
    return Math.min(this.#length, Math.max(1, Math.floor(1000 / this.#parts.slots.interval)));
  }

  #grantNext(): void {
    const { operation, view } = this.#lanes;
    const isViewNext = view.length > 0 && this.#consecutiveOperations >= OPERATIONS_PER_VIEW;
    const next = isViewNext ? view[0] : PRIORITIES.flatMap((priority) => this.#lanes[priority].slice(0, 1))[0];
    if (next === undefined) return;
    this.#lanes[next.call.priority].shift();
    this.#consecutiveOperations =
      next.call.priority === 'view' || view.length === 0 ? 0 : this.#consecutiveOperations + 1;
    if (operation.length === 0) this.#consecutiveOperations = 0;
    this.#reportLength();
    next.grant();
  }

  #rejectExpired(): void {
    for (const priority of PRIORITIES) {
      const lane = this.#lanes[priority];
      for (const waiting of lane.filter(({ call }) => call.deadline < this.#nextAt)) {
        lane.splice(lane.indexOf(waiting), 1);
        waiting.reject(this.#waitTooLong(waiting.call));
      }
    }
    this.#reportLength();
  }

  /** Drops the latest less urgent call, or the new one if there is none. */
  #displaceFor(newCall: QueuedCall): void {
    const lower = PRIORITIES.slice(PRIORITIES.indexOf(newCall.priority) + 1).reverse();
    const lane = lower.map((priority) => this.#lanes[priority]).find(({ length }) => length > 0);
    const displaced = lane?.pop();
    if (displaced === undefined) throw this.#waitTooLong(newCall);
    displaced.reject(this.#waitTooLong(displaced.call));
  }

  #rejectAll(error: ManagementError): void {
    for (const priority of PRIORITIES) {
      for (const { reject } of this.#lanes[priority].splice(0)) reject(error);
    }
    this.#reportLength();
  }

  #waitTooLong({ priority }: QueuedCall): ManagementError {
    const { slots, pace } = this.#parts;
    const queueTime = this.#length * slots.interval;
    const retryAfter = Math.max(1, Math.ceil((Math.max(0, this.#nextAt - pace.now()) + queueTime) / 1000));
    return new ManagementError('unavailable', `Too many calls are waiting for Auth0 (${priority}).`, { retryAfter });
  }

  #reportLength(): void {
    this.#parts.observer.onQueue?.(this.#length);
  }
}

function stopping(): ManagementError {
  return new ManagementError('unavailable', 'The server is stopping.', { retryAfter: 1 });
}

/** The order of calls that wait for a slot of the rate. */
export type Priority = 'operation' | 'view' | 'background';

/** A request to the Management API, or one that got no slot. */
export interface ManagementCall {
  /** `getUser`, `link`, …: a fixed set. */
  readonly operation: string;
  /** The HTTP status, `no_answer`, or `gave_up`: no slot before the deadline. */
  readonly outcome: string;
  /** Seconds it waited for its slot. */
  readonly waited: number;
  /** Seconds from the request to its response; 0 if it gave up. */
  readonly took: number;
}

/** Observes calls to the Management API, for metrics. Must not throw. */
export interface ManagementObserver {
  readonly onCall?: (call: ManagementCall) => void;
  /** @param waiting Calls that wait for a slot now. */
  readonly onQueue?: (waiting: number) => void;
}
