import * as openid from 'openid-client';
import { ProblemError } from '../problem/problem-error.ts';

/** Codes of `openid-client` that mean: no usable answer came from the tenant. */
const NO_ANSWER = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** Tells what a failed sign-in means: to the person by its code, to the log by its cause. */
export function loginFailure(cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  if (cause instanceof openid.AuthorizationResponseError) {
    if (cause.error === 'access_denied') return new ProblemError('login_cancelled', { cause });
    // Auth0's words where a connection is not enabled for this server's application, or gone.
    const noConnection = /\bconnection (was not found|is not enabled)/i.test(cause.error_description ?? '');
    return new ProblemError(noConnection ? 'connection_not_allowed' : 'login_failed', { cause });
  }
  if (cause instanceof openid.ResponseBodyError) {
    const overloaded = cause.status >= 500 || cause.status === 429;
    return new ProblemError(overloaded ? 'auth0_unavailable' : 'login_failed', { cause });
  }
  if (cause instanceof openid.ClientError && cause.code !== undefined && !NO_ANSWER.has(cause.code)) {
    return new ProblemError('proof_invalid', { cause });
  }
  return new ProblemError('auth0_unavailable', { cause });
}
