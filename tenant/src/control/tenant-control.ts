import type { NewUser } from '../model/new-user.ts';
import type { TenantSeed } from '../model/tenant-seed.ts';
import type { TenantUser } from '../model/tenant-user.ts';
import type { UserPatch } from '../model/user-patch.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { createFaultRules, type FaultRules } from './fault-rule.ts';
import { createJournal, type Journal } from './journal.ts';
import { DEFAULT_RATE_LIMIT, type RateLimit, type TokenBucket } from './token-bucket.ts';
import type { Clock } from './clock.ts';
import type { Reauthentication, ReauthenticationBehaviour } from './reauthentication.ts';

/** What tests do to a tenant behind its back: the same in-process and through `/control`. */
export interface TenantControl {
  /** Back to the seed: users, sessions, faults, journal, rate limit, clock and re-authentication. Clients stay. */
  reset(): void;
  users(): readonly TenantUser[];
  /** @throws StoreError `connection_unknown`, `user_exists` */
  addUser(user: NewUser): TenantUser;
  /** @throws StoreError `user_unknown`, `user_exists` */
  patchUser(userId: string, patch: UserPatch): TenantUser;
  /** @throws StoreError `user_unknown` */
  block(userId: string): void;
  /** @throws StoreError `user_unknown` */
  unblock(userId: string): void;
  /** Ends the user's sessions, grants and refresh tokens. Returns how many records went. */
  revokeSessions(userId: string): number;
  /** Forbids or allows a connection to a client. @throws RangeError for an unknown client or connection */
  setConnectionEnabled(clientId: string, connection: string, enabled: boolean): void;
  /** Moves the tenant's time forward by seconds: tokens, codes and sessions expire. */
  advanceClock(seconds: number): void;
  setRateLimit(limit: RateLimit): void;
  /**
   * What a connection does when a login must be repeated (`prompt=login`, `max_age`); see {@link Reauthentication}.
   * @throws RangeError for an unknown connection
   */
  setReauthentication(connection: string, behaviour: ReauthenticationBehaviour): void;
  /**
   * Signs claims with the tenant's own key, to try what a token says. `iss`, `iat` and `exp` (in an hour) are filled in
   * where absent; a claim of `null` is left out. The header is RS256 with the key's `kid` unless told otherwise.
   */
  signToken(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
  readonly faults: FaultRules;
  readonly journal: Journal;
}

/** What a control works on. */
export interface TenantControlParts {
  readonly store: TenantStore;
  readonly seed: TenantSeed;
  readonly clock: Clock;
  readonly bucket: TokenBucket;
  readonly reauthentication: Reauthentication;
  readonly signToken: TenantControl['signToken'];
  /** The limit that reset returns to. */
  readonly rateLimit?: RateLimit;
}

/** Makes the control of a tenant. */
export function createTenantControl(parts: TenantControlParts): TenantControl {
  const { store, seed, clock, bucket, reauthentication, signToken, rateLimit } = parts;
  const faults = createFaultRules();
  const journal = createJournal();
  const clients = store.clients.list();
  const requireConnection = (name: string) => {
    if (store.connections.get(name) === undefined) throw new RangeError(`No connection "${name}".`);
  };
  return {
    reset: () => {
      const registered = new Map([...store.clients.list(), ...clients].map((client) => [client.client_id, client]));
      store.transaction(() => {
        store.clear();
        applySeed(store, seed);
        for (const client of registered.values()) store.clients.upsert(client);
      });
      faults.clear();
      journal.clear();
      clock.reset();
      reauthentication.reset();
      bucket.configure(rateLimit ?? DEFAULT_RATE_LIMIT);
    },
    users: () => store.users.list(),
    addUser: (user) => store.users.create(user),
    patchUser: (userId, patch) => store.users.patch(userId, patch),
    block: (userId) => void store.users.patch(userId, { blocked: true }),
    unblock: (userId) => void store.users.patch(userId, { blocked: false }),
    revokeSessions: (userId) => store.payloads.revokeAccount(userId),
    setConnectionEnabled: (clientId, connection, enabled) => {
      const client = store.clients.get(clientId);
      if (client === undefined) throw new RangeError(`No client "${clientId}".`);
      requireConnection(connection);
      const known = store.connections.list().map(({ name }) => name);
      const names = new Set(client.connections ?? known);
      if (enabled) names.add(connection);
      else names.delete(connection);
      store.clients.upsert({ ...client, connections: [...names] });
    },
    advanceClock: (seconds) => clock.advance(seconds),
    setRateLimit: (limit) => bucket.configure(limit),
    setReauthentication: (connection, behaviour) => {
      requireConnection(connection);
      reauthentication.set(connection, behaviour);
    },
    signToken,
    faults,
    journal,
  };
}
