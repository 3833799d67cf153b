import { HttpErrorResponse } from '@angular/common/http';
import type { Problem } from '@onefold/contract';
import { isOnefoldError, onefoldError, type OnefoldError, type OnefoldErrorCode } from '../errors/onefold-error';
import { isJsonObject } from '../identities/parse-identities';
import { retryAt } from '../identities/retry-at';
import { ONEFOLD_CODES } from './error-codes';
import { withFacts, type ErrorContext } from './with-facts';

const NO_CONTEXT: ErrorContext = { connection: '', email: '' };
const BY_STATUS: Readonly<Record<number, OnefoldErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  429: 'rate_limited',
};

/**
 * Turns whatever a request to the linking server failed with into a {@link OnefoldError}: by the code of its problem
 * (RFC 9457), else by the status. The message holds no text of the server; the cause has everything.
 *
 * @param online `navigator.onLine`, which tells a lost connection from a server that does not answer.
 */
export function fromLinkingServerError(
  cause: unknown,
  context = NO_CONTEXT,
  now = new Date(),
  online = navigator.onLine,
): OnefoldError {
  if (isOnefoldError(cause)) {
    return cause; // From the interceptor, which knows more about the session.
  }
  if (!(cause instanceof HttpErrorResponse)) {
    return onefoldError('unexpected', 'A request to the linking server failed.', cause);
  }
  if (cause.status === 0) {
    return online
      ? onefoldError('server_error', 'The linking server did not answer.', cause)
      : onefoldError('offline', 'There is no connection.', cause);
  }
  const problem = problemOf(cause);
  const code = problem
    ? ONEFOLD_CODES[problem.code]
    : (BY_STATUS[cause.status] ?? (cause.status >= 500 ? 'server_error' : 'unexpected'));
  const seconds = problem?.retry_after;
  const headers = {
    // A server of another origin may not have exposed the header; the body says the same.
    get: (name: string) => (name === 'Retry-After' && seconds ? String(seconds) : cause.headers.get(name)),
  };
  const message = `The linking server answered ${cause.status}${problem ? ` ${problem.code}` : ''}.`;
  const times = { retryAt: retryAt(headers, now), maxAge: problem?.max_age ?? null };
  const supportId = problem?.support_id;
  return Object.assign(withFacts(code, message, cause, context, times), supportId && { supportId });
}

/** The problem of an answer; `null` where it has none, or one with a code of another version of the API. */
function problemOf({ error }: HttpErrorResponse): Problem | null {
  const body: unknown = error;
  return isJsonObject(body) && Object.hasOwn(ONEFOLD_CODES, String(body['code'])) ? (error as Problem) : null;
}
