import type { Mailbox } from '../context/mailbox.ts';
import type { NewUser, TenantSeed } from '../model/tenant-seed.ts';
import type { TenantUser, UserPatch } from '../model/tenant-user.ts';
import type { ActivityLog } from '../context/activity.ts';
import type { Actor } from '../post-login/delegation.ts';
import type { FaultRules } from './fault-rule.ts';
import type { Journal } from './journal.ts';
import type { ReauthenticationBehavior } from '../context/reauthentication.ts';
import type { SignToken } from '../tokens/sign-token.ts';
import type { RateLimit } from '../management/http/rate-limit.ts';

/** Control of a tenant by tests: the same in-process and through `/control`. */
export interface TenantControl {
  /** Resets users, sessions, faults, journal, rate limit, clock and re-authentication to the seed. Clients stay. */
  reset(): void;
  /**
   * Adds people, connections, clients and the rest of a seed to the tenant; all or nothing. `reset` removes them.
   * @throws StoreError `connection_unknown`, `user_exists`
   */
  seed(seed: Partial<TenantSeed>): void;
  /** The tenant's people, connections, clients and the rest as a seed that makes the same tenant again. */
  exportSeed(): TenantSeed;
  /** Remembers everything stored, and the clock. Returns the snapshot's id. */
  snapshot(): string;
  /** Restores a snapshot; the snapshot can be restored again. @throws RangeError for an unknown id */
  restore(snapshot: string): void;
  /** Forgets a snapshot. @throws RangeError for an unknown id */
  dropSnapshot(snapshot: string): void;
  users(): readonly TenantUser[];
  /** @throws StoreError `connection_unknown`, `user_exists` */
  addUser(user: NewUser): TenantUser;
  /** @throws StoreError `user_unknown`, `user_exists` */
  patchUser(userId: string, patch: UserPatch): TenantUser;
  /** @throws StoreError `user_unknown` */
  block(userId: string): void;
  /** Lifts a user's block, whether set by `block` or by too many wrong passwords. @throws StoreError `user_unknown` */
  unblock(userId: string): void;
  /** The code that the user's authenticator app shows. @throws RangeError where the user has none */
  currentOtp(userId: string): string;
  /**
   * Returns a `session_transfer_token` for `/authorize`: it starts a session of the user with an actor, whose tokens have
   * the claim `act`. Valid once, for a minute, in a browser without a session.
   * @throws RangeError for an unknown user
   */
  delegateSession(userId: string, actor: Actor): string;
  /** Ends the user's sessions, grants and refresh tokens. Returns the number of deleted records. */
  revokeSessions(userId: string): number;
  /** Forbids or allows a connection to a client. @throws RangeError for an unknown client or connection */
  setConnectionEnabled(clientId: string, connection: string, enabled: boolean): void;
  /** Moves the tenant's time forward by seconds: tokens, codes and sessions expire. */
  advanceClock(seconds: number): void;
  /**
   * Makes every token issued so far expire, of one user or of all: the tenant refuses access and ID tokens, refresh
   * tokens and codes; sessions remain. The clock advances by a second to tell new tokens from expired ones. Your own
   * API still relies on the token's `exp`.
   */
  expireTokens(userId?: string): void;
  /** Seconds that access and ID tokens live from now on; as on Auth0 when absent. */
  setTokenLifetime(seconds?: number): void;
  /** Signs with a new key from now on; signatures of the old one still verify. Returns the new key's id (`kid`). */
  rotateSigningKey(): Promise<string>;
  /** Removes the old keys from the JWKS: their signatures no longer verify. */
  revokePreviousKeys(): void;
  setRateLimit(limit: RateLimit): void;
  /**
   * What a connection does when a login must be repeated (`prompt=login`, `max_age`); see {@link ReauthenticationBehavior}.
   * @throws RangeError for an unknown connection
   */
  setReauthentication(connection: string, behavior: ReauthenticationBehavior): void;
  /** Signs any claims with the tenant's own key, to test any token; see {@link SignToken}. */
  readonly signToken: SignToken;
  readonly faults: FaultRules;
  readonly journal: Journal;
  /** Sign-ins, links and unlinks. */
  readonly activity: ActivityLog;
  /** Every mail and text message of the tenant, with its code or link. */
  readonly messages: Omit<Mailbox, 'deliver'>;
}
