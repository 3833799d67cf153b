import { throwError } from 'rxjs';
import type { OnefoldError } from '../errors/onefold-error';
import type { LinkableConnection } from './connection';
import type { LinkAttempt } from './linking-gateway';

/** An attempt that had failed when it was found again: it says why, and what was to be linked. */
export function failedAttempt(connection: LinkableConnection, error: OnefoldError): LinkAttempt {
  return {
    connection,
    progress$: throwError(() => error),
    confirm: () => Promise.reject(error),
    cancel: () => undefined,
  };
}
