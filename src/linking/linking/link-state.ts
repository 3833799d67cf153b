import type { MergePreview } from '@onefold/contract';
import type {
  Identity,
  LinkableConnection,
  LinkCandidate,
  LinkMode,
  OnefoldError,
  WindowFacts,
} from '@onefold/angular';

/**
 * The state of a link attempt.
 *
 * `idle` → `proving-secondary` → `proving-primary` → `confirming` → `linking` → `linked`; any stage may become
 * `failed`. `linked` and `failed` stay until `cancelLink()` (which returns to `idle`) or the next `link()`.
 */
export type LinkState =
  | { readonly stage: 'idle' }
  | ({
      readonly stage: 'proving-secondary';
      readonly connection: LinkableConnection;
      readonly mode: LinkMode;
    } & WindowFacts)
  | ({
      readonly stage: 'proving-primary';
      readonly connection: LinkableConnection;
      readonly mode: LinkMode;
      /** `null` if the server refuses the account, for a reason that it reports after this sign-in. */
      readonly candidate: LinkCandidate | null;
    } & WindowFacts)
  | {
      readonly stage: 'confirming' | 'linking';
      readonly connection: LinkableConnection;
      readonly candidate: LinkCandidate;
      /** Preview of merging both accounts, if a linking server provides one. */
      readonly preview?: MergePreview;
      /** When the proofs expire, by the browser's clock: the attempt then becomes `failed` with `proof_expired`. */
      readonly expiresAt?: Date;
    }
  | { readonly stage: 'linked'; readonly connection: LinkableConnection; readonly identity: Identity }
  | {
      readonly stage: 'failed';
      /** `null` only if an interrupted attempt could not be restored. */
      readonly connection: LinkableConnection | null;
      readonly error: OnefoldError;
      /** The account that was about to be linked, if the attempt got that far. */
      readonly candidate: LinkCandidate | null;
      readonly preview?: MergePreview;
      readonly expiresAt?: Date;
      /**
       * Whether both proofs are still valid: then `confirmLink()` retries without another sign-in, and
       * `reconsiderLink()` asks again. After `preview_changed` only the latter is possible: `preview` is the current
       * one. Otherwise retry with a new `link()`.
       */
      readonly retryable: boolean;
    };

/** The loading state of the identities. */
export type IdentitiesState =
  | { readonly stage: 'loading' }
  | { readonly stage: 'loaded' }
  | { readonly stage: 'failed'; readonly error: OnefoldError };
