import type { IdentityRef } from '@onefold/contract';
import type { OperationCost } from './admission.ts';

/** An identity of the Management API; `user_id` is converted to a string. */
export interface Auth0Identity {
  readonly provider: string;
  readonly user_id: string;
  readonly connection: string;
  readonly isSocial: boolean;
  readonly profileData: Readonly<Record<string, unknown>>;
}

/** A parsed user of the Management API (Auth0: Get a User). */
export interface Auth0User {
  readonly user_id: string;
  readonly name?: string;
  readonly nickname?: string;
  readonly email?: string;
  /** True only if Auth0 sends exactly `true`. */
  readonly email_verified: boolean;
  readonly phone_number?: string;
  readonly picture?: string;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly last_login?: string;
  /** Of the main identity, as sent by its provider, such as `pt-BR` (OIDC Core §5.1). */
  readonly locale?: string;
  readonly blocked: boolean;
  readonly user_metadata: Readonly<Record<string, unknown>>;
  readonly app_metadata: Readonly<Record<string, unknown>>;
  /** Primary first. */
  readonly identities: readonly [Auth0Identity, ...Auth0Identity[]];
}

/** A connection of the tenant. */
export interface Auth0Connection {
  readonly id: string;
  readonly name: string;
  readonly strategy: string;
  /** Enabled for the portal's client. */
  readonly enabled: boolean;
}

/**
 * Auth0's Management API with a machine token: queued under the configured rate, `Retry-After` respected, reads
 * coalesced. Every method rejects with a `ManagementError`.
 */
export interface Management {
  /** The user, past every cache; null if there is none. */
  getUser(userId: string): Promise<Auth0User | null>;
  /** Like `getUser`, and caches the user. */
  refreshUser(userId: string): Promise<Auth0User | null>;
  /**
   * The user for a profile view: from the cache while fresh, else one call, shared by all callers that ask for the same user at the
   * same time; under pressure many users share one search. Never older than this server's own last write.
   */
  viewUser(userId: string): Promise<Auth0User | null>;
  /** Every user with this address, ignoring case (Auth0: User Search Query Syntax). Lowest priority. */
  usersByEmail(email: string): Promise<readonly Auth0User[]>;
  /** Merges at the top level; a key with `null` is removed (Auth0: Update a User). */
  updateMetadata(
    userId: string,
    patch: {
      readonly user_metadata?: Readonly<Record<string, unknown>>;
      readonly app_metadata?: Readonly<Record<string, unknown>>;
    },
  ): Promise<Auth0User>;
  /** Auth0: Link a User Account. @returns All identities of `userId`, primary first. */
  link(userId: string, secondary: IdentityRef): Promise<readonly Auth0Identity[]>;
  /** Auth0: Unlink a User Identity. */
  unlink(userId: string, identity: IdentityRef): Promise<readonly Auth0Identity[]>;
  /**
   * Ends all sessions and revokes all refresh tokens (Auth0: Delete User Sessions, Delete Refresh Tokens). 404 counts as done.
   *
   * @param except Id of a session to leave alone, with the refresh tokens that were got in it.
   */
  endSessions(userId: string, except?: string): Promise<void>;
  /** All connections, from the cache. */
  connections(): Promise<readonly Auth0Connection[]>;
  /** The connections that are enabled for the portal, past the cache. */
  enabledConnections(): Promise<readonly Auth0Connection[]>;
  /** Names of the connections that are enabled for one of the tenant's applications, past every cache. */
  enabledNames(clientId: string): Promise<ReadonlySet<string>>;
  /**
   * Runs an operation if all of its calls can be made soon; otherwise refuses it before the first one.
   *
   * @throws {ProblemError} `rate_limited` with the seconds to wait; what `work` throws.
   */
  admit<T>(cost: OperationCost, work: () => Promise<T>): Promise<T>;
  /** Clears the cache of these users; call it before and after a write, inside the operation. */
  invalidate(...userIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * A failed call. `refused`: Auth0 refused and nothing has changed (400, 404, 409; `message` is Auth0's). `unavailable`: no answer,
 * 5xx, or still 429 after waiting — **the change may have happened**. `misconfigured`: our own token or scope (401, 403).
 */
export class ManagementError extends Error {
  readonly kind: 'refused' | 'unavailable' | 'misconfigured';
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  /** Seconds, if Auth0 sent a time. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: ManagementError['kind'],
    message: string,
    details: { status?: number; errorCode?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'ManagementError';
    this.kind = kind;
    this.status = details.status;
    this.errorCode = details.errorCode;
    this.retryAfter = details.retryAfter;
  }
}
