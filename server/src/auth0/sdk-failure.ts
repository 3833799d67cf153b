import { ManagementError } from './management.ts';

/** A failed call of the SDK, whose errors carry Auth0's status, body and headers. */
export interface SdkFailure {
  /** Absent: there was no answer. */
  readonly status: number | undefined;
  /** Seconds until the next call is allowed (Auth0: Rate Limit Headers). */
  readonly retryAfter: number | undefined;
  readonly error: ManagementError;
}

/**
 * Reads an error of the `auth0` SDK.
 *
 * @param now Epoch milliseconds, to read `X-RateLimit-Reset` against.
 */
export function readSdkFailure(cause: unknown, now: number): SdkFailure {
  const status = numberOf(memberOf(cause, 'statusCode'));
  const body = memberOf(cause, 'body');
  const retryAfter = retryAfterOf(memberOf(memberOf(cause, 'rawResponse'), 'headers'), status, now);
  const message = textOf(memberOf(body, 'message')) ?? 'Auth0 sent no usable response.';
  const errorCode = textOf(memberOf(body, 'errorCode'));
  const details = {
    cause,
    ...(status === undefined ? {} : { status }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  return { status, retryAfter, error: new ManagementError(kindOf(status), message, details) };
}

function kindOf(status: number | undefined): ManagementError['kind'] {
  if (status === 401 || status === 403) return 'misconfigured';
  // No response, a timeout or a limit: the outcome is unknown. (The SDK returns a success without a readable body.)
  if (status === undefined || status === 408 || status === 429 || status >= 500) return 'unavailable';
  return 'refused';
}

function retryAfterOf(headers: unknown, status: number | undefined, now: number): number | undefined {
  if (!(headers instanceof Headers)) return undefined;
  const after = headers.get('Retry-After');
  if (after !== null) {
    if (/^\d{1,6}$/.test(after)) return Number(after);
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - now) / 1000));
  }
  // Every response has the header; it is the time to retry only with 429.
  const reset = status === 429 ? headers.get('X-RateLimit-Reset') : null;
  if (reset === null || !/^\d{1,12}$/.test(reset)) return undefined;
  return Math.max(0, Math.ceil(Number(reset) - now / 1000));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
