import type { MergePreview } from '@onefold/contract';
import type { OnefoldError } from '../model/onefold-error';
import type { LinkableConnection } from '../model/connection';
import type { Identity } from '../model/identity';
import type { LinkCandidate, LinkMode } from './linking-gateway';

/**
 * What the linking of one account is doing.
 *
 * `idle` → `proving-secondary` → `proving-primary` → `confirming` → `linking` → `linked`; any stage may become
 * `failed`. `linked` and `failed` stay until `cancelLink()` (which returns to `idle`) or the next `link()`.
 */
export type LinkState =
  | { readonly stage: 'idle' }
  | { readonly stage: 'proving-secondary'; readonly connection: LinkableConnection; readonly mode: LinkMode }
  | {
      readonly stage: 'proving-primary';
      readonly connection: LinkableConnection;
      readonly mode: LinkMode;
      readonly candidate: LinkCandidate;
    }
  | {
      readonly stage: 'confirming' | 'linking';
      readonly connection: LinkableConnection;
      readonly candidate: LinkCandidate;
      /** What becoming one account means, where a linking server says so. */
      readonly preview?: MergePreview;
      /** When the proofs end, by the browser's clock: then it becomes `failed` with `proof_expired`. */
      readonly expiresAt?: Date;
    }
  | { readonly stage: 'linked'; readonly connection: LinkableConnection; readonly identity: Identity }
  | {
      readonly stage: 'failed';
      /** `null` only where an interrupted attempt could not be read back. */
      readonly connection: LinkableConnection | null;
      readonly error: OnefoldError;
      /** The account that was about to be linked, if the attempt had come that far. */
      readonly candidate: LinkCandidate | null;
      readonly preview?: MergePreview;
      readonly expiresAt?: Date;
      /**
       * Whether both proofs still hold: then `confirmLink()` tries again without another sign-in, and `reconsiderLink()`
       * asks once more. After `preview_changed` only the latter is possible: `preview` is what the accounts are now.
       * Otherwise a retry is a new `link()`.
       */
      readonly retryable: boolean;
    };

/** Whether the list of identities is there. */
export type IdentitiesState =
  | { readonly stage: 'loading' }
  | { readonly stage: 'loaded' }
  | { readonly stage: 'failed'; readonly error: OnefoldError };
