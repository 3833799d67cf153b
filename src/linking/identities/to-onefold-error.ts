import { isOnefoldError, onefoldError, type OnefoldError } from '../errors/onefold-error';

/** An error of ours as it is; anything else as `unexpected`, with the original as its cause. */
export function toOnefoldError(error: unknown): OnefoldError {
  return isOnefoldError(error) ? error : onefoldError('unexpected', 'Something failed in an unforeseen way.', error);
}
