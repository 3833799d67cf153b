import { onefoldError, type OnefoldError } from '../errors/onefold-error';

/** A chunk that is needed now could not be fetched. */
export function codeUnavailable(cause: unknown): OnefoldError {
  const code = navigator.onLine ? 'server_error' : 'offline';
  return onefoldError(code, 'The code for linking could not be fetched.', cause);
}
