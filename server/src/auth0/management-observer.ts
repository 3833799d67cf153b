/** Who goes first where calls wait for a slot of the rate. */
export type Priority = 'operation' | 'view' | 'background';

/** One request to the Management API, or one that was given up before. */
export interface ManagementCall {
  /** `getUser`, `link`, …: a fixed set. */
  readonly operation: string;
  /** The HTTP status, `no_answer`, or `gave_up`: no slot within the time somebody would wait. */
  readonly outcome: string;
  /** Seconds it waited for its slot. */
  readonly waited: number;
  /** Seconds from the request to its answer; 0 where it was given up. */
  readonly took: number;
}

/** Hears what becomes of calls to the Management API; wire it to metrics. Must not throw. */
export interface ManagementObserver {
  readonly onCall?: (call: ManagementCall) => void;
  /** @param waiting Calls that wait for a slot now. */
  readonly onQueue?: (waiting: number) => void;
}
