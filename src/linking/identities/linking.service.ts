import { Service, type Signal } from '@angular/core';
import type { Observable } from 'rxjs';
import type { OnefoldError } from '../errors/onefold-error';
import type { LinkableConnection } from './connection';
import type { Identity, IdentityRef } from './identity';
import type { LinkCandidate, LinkMode } from './linking-gateway';
import type { Profile } from './profile';

/** What the linking of one account is doing. */
export type LinkState =
  | { readonly stage: 'idle' }
  | { readonly stage: 'proving-secondary'; readonly connection: LinkableConnection; readonly mode: LinkMode }
  | {
      readonly stage: 'proving-primary';
      readonly connection: LinkableConnection;
      readonly mode: LinkMode;
      readonly candidate: LinkCandidate;
    }
  | { readonly stage: 'confirming'; readonly connection: LinkableConnection; readonly candidate: LinkCandidate }
  | { readonly stage: 'linking'; readonly connection: LinkableConnection; readonly candidate: LinkCandidate }
  | { readonly stage: 'linked'; readonly connection: LinkableConnection; readonly identity: Identity }
  | { readonly stage: 'failed'; readonly connection: LinkableConnection | null; readonly error: OnefoldError };

/** Whether the list is there. */
export type IdentitiesState =
  | { readonly stage: 'loading' }
  | { readonly stage: 'loaded' }
  | { readonly stage: 'failed'; readonly error: OnefoldError };

/** SIGNATURES ONLY: the linking helper replaces this body; the surface is agreed. */
@Service()
export class LinkingService {
  /** The account, loaded once when first subscribed to, then kept current by link and unlink. */
  declare readonly profile$: Observable<Profile>;
  /** All identities, primary first. Emits the array that link and unlink return; never re-fetches by itself. */
  declare readonly identities$: Observable<readonly Identity[]>;
  /** Signal twins. `undefined` until loaded. */
  declare readonly profile: Signal<Profile | undefined>;
  declare readonly identities: Signal<readonly Identity[] | undefined>;
  declare readonly identitiesState: Signal<IdentitiesState>;
  declare readonly connections: Signal<readonly LinkableConnection[]>;
  declare readonly linkState$: Observable<LinkState>;
  declare readonly linkState: Signal<LinkState>;
  /** Keys (`provider|user_id`) of identities being unlinked right now. */
  declare readonly unlinking: Signal<ReadonlySet<string>>;

  /** (Re)loads the list, e.g. from a "try again" button. */
  declare readonly reload: () => Promise<void>;
  /**
   * Starts linking. Call it in the click itself: it opens the window synchronously. While an attempt runs, a second
   * call does nothing. Resolves when the attempt reaches `confirming` or `failed` (the state says which).
   */
  declare readonly link: (connection: LinkableConnection, options?: { readonly mode?: LinkMode }) => Promise<void>;
  /** Says yes to the candidate of `confirming`. */
  declare readonly confirmLink: () => Promise<void>;
  /** Leaves the attempt (from any stage) and returns to `idle`. */
  declare readonly cancelLink: () => void;
  /** Goes on with an attempt a redirect interrupted. The profile page calls it when it opens. */
  declare readonly resumeLink: () => Promise<void>;
  /** Unlinks. Rejects with a `OnefoldError`; a second call for the same identity joins the first. */
  declare readonly unlink: (identity: IdentityRef) => Promise<void>;
}
