import { ERROR_CODES, type ErrorCode } from '@onefold/contract';

/** Details of one occurrence of an error. */
export interface ProblemDetails {
  /** For the user; never reveals whether an address or an account exists. */
  readonly detail?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Seconds since the last login that are recent enough (RFC 9470 §3). */
  readonly maxAge?: number;
  /** The original error; logged, never part of the response. */
  readonly cause?: unknown;
}

/** An error with a code of the contract. The client receives only its code and detail. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly retryAfter: number | undefined;
  readonly maxAge: number | undefined;

  constructor(code: ErrorCode, { detail, retryAfter, maxAge, cause }: ProblemDetails = {}) {
    super(detail ?? ERROR_CODES[code].title, { cause });
    this.name = 'ProblemError';
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfter;
    this.maxAge = maxAge;
  }
}
