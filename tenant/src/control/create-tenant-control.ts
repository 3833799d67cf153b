import type { ActivityLog } from '../context/activity.ts';
import type { Mailbox } from '../context/mailbox.ts';
import type { Reauthentication } from '../context/reauthentication.ts';
import { removeBlocksOf } from '../database/login-attempts.ts';
import { DEFAULT_RATE_LIMIT, type RateLimit, type TokenBucket } from '../management/http/rate-limit.ts';
import { currentOtp } from '../mfa/one-time-password.ts';
import { issueSessionTransfer } from '../post-login/delegation.ts';
import type { DemoPerson, TenantSeed } from '../model/tenant-seed.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { exportSeed } from '../seed/export-seed.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import type { Clock } from '../tokens/clock.ts';
import type { Keyring } from '../tokens/keyring.ts';
import type { ExpiredTokens, TokenLifetime } from '../tokens/token-expiry.ts';
import { createFaultRules } from './fault-rule.ts';
import { createJournal } from './journal.ts';
import type { TenantControl } from './tenant-control.ts';

/** Dependencies of a control. */
export interface TenantControlParts {
  readonly store: TenantStore;
  readonly seed: TenantSeed;
  /** Users that the login pages list; the control changes them. */
  readonly people: DemoPerson[];
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  readonly bucket: TokenBucket;
  readonly reauthentication: Reauthentication;
  readonly lifetime: TokenLifetime;
  readonly expired: ExpiredTokens;
  readonly activity: ActivityLog;
  readonly keyring: Pick<Keyring, 'rotate' | 'revokePrevious' | 'reload'>;
  readonly signToken: TenantControl['signToken'];
  /** The limit that reset returns to. */
  readonly rateLimit?: RateLimit;
}

/** Makes the control of a tenant. */
export function createTenantControl(parts: TenantControlParts): TenantControl {
  const { store, seed, people, clock, bucket, reauthentication, lifetime, expired, activity, keyring } = parts;
  const faults = createFaultRules();
  const journal = createJournal();
  const snapshots = createSnapshots(store, clock);
  const clients = store.clients.list();
  const requireConnection = (name: string) => {
    if (store.connections.get(name) === undefined) throw new RangeError(`Unknown connection "${name}".`);
  };
  const resetTime = () => {
    clock.reset();
    expired.clear();
    lifetime.seconds = undefined;
  };
  return {
    reset: () => {
      const registered = new Map([...store.clients.list(), ...clients].map((client) => [client.client_id, client]));
      store.transaction(() => {
        store.clear();
        applySeed(store, seed);
        for (const client of registered.values()) store.clients.upsert(client);
      });
      people.splice(0, people.length, ...seed.people);
      faults.clear();
      journal.clear();
      resetTime();
      reauthentication.reset();
      bucket.configure(parts.rateLimit ?? DEFAULT_RATE_LIMIT);
      activity.record('reset', 'Reset to the seed.');
    },
    seed: (added) => {
      applySeed(store, { connections: [], users: [], clients: [], people: [], ...added });
      people.push(...(added.people ?? []));
      activity.record('seeded', `Added ${added.users?.length ?? 0} users from a seed.`);
    },
    exportSeed: () => exportSeed(store, people),
    snapshot: () => snapshots.take(),
    restore: (id) => {
      snapshots.restore(id);
      expired.clear();
      keyring.reload();
      activity.record('restored', `Restored the snapshot ${id}.`);
    },
    dropSnapshot: (id) => snapshots.drop(id),
    users: () => store.users.list(),
    addUser: (user) => store.users.create(user),
    patchUser: (userId, patch) => store.users.patch(userId, patch),
    block: (userId) => void store.users.patch(userId, { blocked: true }),
    unblock: (userId) => removeBlocksOf({ store }, store.users.patch(userId, { blocked: false })),
    currentOtp: (userId) => {
      const code = currentOtp({ store, clock }, userId);
      if (code === undefined) throw new RangeError(`${userId} has no authenticator app.`);
      return code;
    },
    delegateSession: (userId, actor) => issueSessionTransfer({ store, clock }, { userId, actor }),
    revokeSessions: (userId) => store.payloads.revokeAccount(userId),
    setConnectionEnabled: (clientId, connection, enabled) => {
      const client = store.clients.get(clientId);
      if (client === undefined) throw new RangeError(`Unknown client "${clientId}".`);
      requireConnection(connection);
      const known = store.connections.list().map(({ name }) => name);
      const names = new Set(client.connections ?? known);
      if (enabled) names.add(connection);
      else names.delete(connection);
      store.clients.upsert({ ...client, connections: [...names] });
    },
    advanceClock: (seconds) => clock.advance(seconds),
    expireTokens: (userId) => {
      expired.expire(Math.floor(clock.now() / 1000), userId);
      store.payloads.destroyTokens(userId);
      clock.advance(1);
    },
    setTokenLifetime: (seconds) => {
      lifetime.seconds = seconds;
    },
    rotateSigningKey: () => keyring.rotate(),
    revokePreviousKeys: () => keyring.revokePrevious(),
    setRateLimit: (limit) => bucket.configure(limit),
    setReauthentication: (connection, behavior) => {
      requireConnection(connection);
      reauthentication.set(connection, behavior);
    },
    signToken: parts.signToken,
    ...{ faults, journal, activity, messages: parts.mailbox },
  };
}

/** Snapshots of everything stored and of the clock. Kept in memory until the tenant stops. */
export interface Snapshots {
  /** Returns its id. */
  take(): string;
  /** @throws RangeError for an unknown id */
  restore(id: string): void;
  /** @throws RangeError for an unknown id */
  drop(id: string): void;
}

/** Makes the snapshots of a store. */
function createSnapshots({ restorePoints }: TenantStore, clock: Clock): Snapshots {
  const offsets = new Map<string, number>();
  return {
    take: () => {
      const id = restorePoints.take();
      offsets.set(id, clock.offset());
      return id;
    },
    restore: (id) => {
      restorePoints.restore(id);
      clock.reset();
      clock.advance(offsets.get(id) ?? 0);
    },
    drop: (id) => {
      restorePoints.drop(id);
      offsets.delete(id);
    },
  };
}
