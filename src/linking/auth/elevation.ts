import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import { InjectionToken } from '@angular/core';

/**
 * Has the person sign in again, so that a request that was refused for want of a recent sign-in may be repeated. Rejects
 * with a `OnefoldError`. Provided for the linking server's own requests only: leaving the page, or opening a window
 * long after the click, is not the interceptor's to decide for other APIs. Internal.
 */
export const ELEVATION = new InjectionToken<((request: HttpRequest<unknown>) => Promise<void>) | null>(
  'onefold.elevation',
  { factory: () => null },
);

/** Whether an API wants a more recent sign-in (RFC 9470 §3), so that renewing the token would be for nothing. */
export function wantsElevation(error: unknown): error is HttpErrorResponse {
  return (
    error instanceof HttpErrorResponse &&
    error.status === 401 &&
    /\berror="?insufficient_user_authentication\b/.test(challenge(error))
  );
}

/** The `max_age` of the challenge, in seconds; `null` where it names none. */
export function wantedMaxAge(error: HttpErrorResponse): number | null {
  const [, seconds] = /\bmax_age="?(\d+)/.exec(challenge(error)) ?? [];
  return seconds === undefined ? null : Number(seconds);
}

function challenge(error: HttpErrorResponse): string {
  return error.headers.get('WWW-Authenticate') ?? '';
}
