import type { OnefoldError } from '../errors/onefold-error';
import type { IdentityRef } from './identity';

/** What a sign-in was needed for. */
export type SensitiveChange = { readonly kind: 'unlink'; readonly identity: IdentityRef } | { readonly kind: 'undo' };

/** A change for whose sign-in the page was left. Nothing has been changed: the person is asked once more. */
export type InterruptedChange = SensitiveChange & {
  /** Why the sign-in came to nothing; `null` where it did not. */
  readonly failure: OnefoldError | null;
};
