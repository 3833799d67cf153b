import { HttpErrorResponse } from '@angular/common/http';
import { isOnefoldError, onefoldError, type OnefoldError } from '@onefold/angular';
import { ɵisJsonObject as isJsonObject, ɵrateLimitEnd as rateLimitEnd } from '@onefold/angular/linking';

/** Purpose of the request: the meaning of a status depends on it. */
export interface ManagementApiOperation {
  readonly kind: 'read' | 'link' | 'unlink';
  /** The connection of the identity that is linked or unlinked. */
  readonly connection: string;
}

type RefusalCode = 'main_identity' | 'proof_expired' | 'proof_invalid' | 'link_refused';

/**
 * Auth0's documented messages of a 400 (Management API: Link a User Account, Unlink a User Identity), first match wins.
 */
const REFUSALS: readonly (readonly [message: RegExp, code: RefusalCode])[] = [
  [/main identity cannot be removed/i, 'main_identity'],
  [/link_with.*expired|expired.*link_with|jwt expired/i, 'proof_expired'],
  [/link_with/i, 'proof_invalid'],
  [/provider\/connection is not configured/i, 'link_refused'],
  [/inexistent identity/i, 'link_refused'],
  [/unable to link with the secondary account/i, 'link_refused'],
  [/secondary account not found/i, 'link_refused'],
];

/**
 * Converts a failed Management API request to an {@link OnefoldError}. The message contains the status but never
 * Auth0's text, which could leak personal data into a log; the cause holds the complete error.
 *
 * @param online `navigator.onLine`, which distinguishes a lost connection from an unresponsive server.
 */
export function fromManagementApiError(
  cause: unknown,
  { kind, connection }: ManagementApiOperation,
  now = new Date(),
  online = navigator.onLine,
): OnefoldError {
  if (isOnefoldError(cause)) {
    return cause; // From the interceptor, which knows more about the session, or from parsing the response.
  }
  if (!(cause instanceof HttpErrorResponse)) {
    return onefoldError('unexpected', 'A request to the Management API failed.', cause);
  }
  const message = `The Management API responded with ${cause.status}.`;
  switch (cause.status) {
    case 0:
      return online
        ? onefoldError('server_error', 'The Management API did not respond.', cause)
        : onefoldError('offline', 'The browser is offline.', cause);
    case 400:
      return refusal(cause, connection, message);
    case 401:
      return onefoldError('unauthorized', message, cause);
    case 403:
      return onefoldError('forbidden', message, cause);
    case 404:
      // On a read the account was deleted: the user has to sign in again.
      return onefoldError(kind === 'read' ? 'unauthorized' : 'identity_gone', message, cause);
    case 409:
      return onefoldError('already_linked', message, cause, { connection });
    case 429:
      return onefoldError('rate_limited', message, cause, { retryAt: rateLimitEnd(cause.headers, now) });
    default:
      return onefoldError(isServerFault(cause.status) ? 'server_error' : 'unexpected', message, cause);
  }
}

function refusal(cause: HttpErrorResponse, connection: string, message: string): OnefoldError {
  const body: unknown = cause.error;
  const said = isJsonObject(body) ? body['message'] : '';
  const text = typeof said === 'string' ? said : '';
  if (/main identity and the new one are the same/i.test(text)) {
    return onefoldError('same_account', message, cause, { connection });
  }
  const [, code] = REFUSALS.find(([pattern]) => pattern.test(text)) ?? [];
  return onefoldError(code ?? 'unexpected', message, cause);
}

// A 200 response with a body other than JSON is reported as an error as well and becomes `unexpected`.
function isServerFault(status: number): boolean {
  return status >= 500 || status === 408;
}
