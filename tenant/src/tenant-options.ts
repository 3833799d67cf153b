import type { PostLoginAction } from './actions/post-login.ts';
import type { RateLimit } from './management/http/rate-limit.ts';
import type { TenantClient } from './model/tenant-client.ts';
import type { TenantSeed } from './model/tenant-seed.ts';

/** How a tenant is made. */
export interface TenantOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
  /**
   * Also listens with TLS, as a separate issuer (`https://localhost:PORT/`). Certificate and CA are created at start;
   * `Tenant.ca` has the CA. `true` uses a free port.
   */
  readonly tls?: boolean | { readonly port?: number };
  /**
   * Folder that keeps the CA and its key, so that it can be trusted over restarts. Otherwise each start has its own CA,
   * whose key is never written.
   */
  readonly caDirectory?: string;
  /**
   * Address to listen at; `127.0.0.1` by default. Any but this machine's own needs `allowRemote`. An address that
   * `localhost` does not lead to replaces `localhost` in the issuer.
   */
  readonly host?: string;
  /** Lets other machines reach the tenant. Its passwords are in its documentation: never on a network you share. */
  readonly allowRemote?: boolean;
  /**
   * Issuer in place of the listener's own, for use behind a proxy or a container's name: an origin with a slash.
   * An `https:` one belongs to the TLS listener, if there is one.
   */
  readonly issuer?: string;
  /** SQLite file, made when absent; `:memory:` by default. */
  readonly database?: string;
  /** What an empty store is filled with; the demo people by default. */
  readonly seed?: TenantSeed;
  /** Applications, besides the seed's; registered anew at each start. */
  readonly clients?: readonly TenantClient[];
  /** Serves `/control/*` and the inspector `/_inspector` to this machine. Off by default. */
  readonly control?: boolean;
  /**
   * Signs this person in without a page: a name, an email or a `user_id`. If a login requests a connection that the
   * person has no identity of, its page appears as usual.
   */
  readonly autoLogin?: string;
  /**
   * Refuses what Auth0 refuses and the tenant otherwise accepts for convenience: an `audience` that is not an API of
   * the seed, a scope that its API does not have, an unknown `organization`. Excludes `control`.
   */
  readonly strict?: boolean;
  /** Asks every user for a one-time password at every login; otherwise only users who enabled it. */
  readonly mfa?: 'always';
  /** Limit of the Management API; 10 per second with a burst of 50 by default. */
  readonly rateLimit?: RateLimit;
  /** A Post-Login Action in this process, run after those of the seed: adds claims to tokens, or denies the login. */
  readonly postLogin?: PostLoginAction;
  /** Seconds that the Actions of one login may take together; 20 by default, as on Auth0. */
  readonly actionTimeout?: number;
  /** Seconds during which a rotated refresh token still works; 0 by default, as on Auth0. */
  readonly refreshTokenLeeway?: number;
}
