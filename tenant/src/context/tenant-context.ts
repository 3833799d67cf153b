import type { Clock } from '../tokens/clock.ts';
import type { ActionRunner } from '../actions/action-runner.ts';
import type { PostLoginAction } from '../actions/post-login.ts';
import type { ActivityLog } from './activity.ts';
import type { ExpiredTokens, TokenLifetime } from '../tokens/token-expiry.ts';
import type { Reauthentication } from './reauthentication.ts';
import type { Mailbox } from './mailbox.ts';
import type { DemoPerson } from '../model/tenant-seed.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** What every part of the OIDC side needs. */
export interface TenantContext {
  readonly store: TenantStore;
  readonly clock: Clock;
  /** Where mails and text messages go. */
  readonly mailbox: Mailbox;
  /** How connections handle a login that must be repeated. */
  readonly reauthentication: Reauthentication;
  /** Runs the Actions the tenant keeps. */
  readonly actions: ActionRunner;
  /** Records the output of Actions. */
  readonly activity: ActivityLog;
  /** Runs after the kept Actions, before a user's tokens are issued. */
  readonly postLogin?: PostLoginAction;
  /** Users that the login pages offer. */
  readonly people: readonly DemoPerson[];
  /** The user who is signed in without a page: a name, an email or a `user_id`. */
  readonly autoLogin?: string;
  /** Refuses what Auth0 refuses and the tenant otherwise accepts for convenience. */
  readonly strict: boolean;
  /** Every user needs a second factor at every login. */
  readonly mfaAlways: boolean;
  /** Lifetime of new tokens, if a test has set one. */
  readonly lifetime: TokenLifetime;
  /** Tokens that a test has made expire. */
  readonly expired: ExpiredTokens;
  /** `http://localhost:PORT/`, with the trailing slash as on Auth0. */
  readonly issuer: string;
  /** The issuer without the slash. */
  readonly origin: string;
  readonly port: number;
  /** The issuer is configured: URLs begin with it regardless of the request's host name. */
  readonly fixedIssuer: boolean;
  /** Every issuer of this tenant: each accepts the tokens of the others. */
  readonly issuers: readonly string[];
  /** Audiences of the Management API, `{issuer}api/v2/` for each issuer. */
  readonly managementAudiences: readonly string[];
  /** Seconds during which a rotated refresh token still works; 0 as on a fresh Auth0 application. */
  readonly refreshTokenLeeway: number;
}
