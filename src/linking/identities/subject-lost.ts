import { onefoldError, type OnefoldError } from '../errors/onefold-error';

/** Whoever began is not signed in any more: nobody is, or somebody else. */
export function subjectLost(now: string | null): OnefoldError {
  return now === null
    ? onefoldError('session_expired', 'Nobody is signed in any more.', null)
    : onefoldError('session_changed', 'Another person signed in meanwhile.', null);
}
