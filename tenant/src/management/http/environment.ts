import type { ActionRunner } from '../../actions/action-runner.ts';
import type { Bearer, TokenAuthority } from './bearer.ts';
import type { TenantContext } from '../../context/tenant-context.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import type { Keyring } from '../../tokens/keyring.ts';

/** Dependencies of the routes of the Management API. */
export interface ManagementContext {
  readonly store: TenantStore;
  readonly authority: TokenAuthority;
  /** The tenant's signing keys. */
  readonly keyring: Keyring;
  /** Runs an Action to try it. */
  readonly actions: ActionRunner;
  /** Dependencies of mails and links to pages. */
  readonly mail: Pick<TenantContext, 'store' | 'clock' | 'origin' | 'mailbox'>;
}

/** Hono's typing of a request that passed authentication. */
export interface ManagementEnvironment {
  readonly Variables: { readonly bearer: Bearer };
}
