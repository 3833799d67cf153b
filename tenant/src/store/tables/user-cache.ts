import { setImmediate } from 'node:timers/promises';
import type { TenantUser } from '../../model/tenant-user.ts';
import type { IdentityTable } from './identity-table.ts';
import type { UserTable } from './user-table.ts';

/**
 * All users in memory for searches that no index answers: reading 100,000 of them takes about a second. A store that
 * begins empty keeps the cache from the first user on; any other loads it in the background, or at the first such search. It
 * follows every change through the tables.
 */
export interface UserCache {
  /** Every user, oldest first. */
  list(): readonly TenantUser[];
  /** The users are in memory. */
  readonly isWarm: boolean;
  /** Loads the users in slices, between which other work runs. Ends early when the signal aborts. */
  load(signal: AbortSignal): Promise<void>;
  /** Starts without users, of which there must be none. */
  begin(): void;
  /** Takes a new user, so that it need not be read again. */
  add(user: TenantUser): void;
  /** Drops everything, after a rollback or a restored snapshot. */
  forget(): void;
}

/** Some users in the order of their rows. */
export interface UserSlice {
  readonly users: readonly TenantUser[];
  /** Row of the last user; absent after the last slice. */
  readonly lastRow?: number;
}

/** Reads the users that the cache keeps. */
export interface UserSource {
  /** The users after a row. */
  slice(afterRow: number): UserSlice;
  one(userId: string): TenantUser | undefined;
  /** Changes when another process has written to the file. */
  version(): unknown;
}

/** Tables whose changes the cache follows, and the cache. */
export interface ObservedTables {
  readonly users: UserTable;
  readonly identities: IdentityTable;
  readonly cache: UserCache;
}

/** Observes the tables' changes. */
export function observeTables(users: UserTable, identities: IdentityTable, source: UserSource): ObservedTables {
  let kept: Map<string, TenantUser> | undefined;
  /** Row up to which `kept` holds all users; absent when it holds all there are. */
  let loadedUpTo: number | undefined;
  let listed: readonly TenantUser[] | undefined;
  let version: unknown;
  const changed = new Set<string>();
  const note = (userId: string | undefined) => {
    if (kept !== undefined && userId !== undefined) changed.add(userId);
  };
  const forget = () => {
    kept = undefined;
    loadedUpTo = undefined;
    listed = undefined;
    changed.clear();
  };
  const clearIfOutdated = () => {
    const now = source.version();
    if (now !== version) forget();
    version = now;
  };
  /** Reads the next slice. Returns whether there may be another. */
  const loadSlice = (): boolean => {
    if (kept !== undefined && loadedUpTo === undefined) return false;
    const { users: slice, lastRow } = source.slice(loadedUpTo ?? 0);
    kept ??= new Map();
    for (const user of slice) kept.set(user.user_id, user);
    loadedUpTo = lastRow;
    listed = undefined;
    return lastRow !== undefined;
  };
  const follow = (all: Map<string, TenantUser>) => {
    for (const id of changed) {
      const fresh = source.one(id);
      if (fresh === undefined || fresh.created_at !== all.get(id)?.created_at) all.delete(id);
      if (fresh !== undefined) all.set(id, fresh);
    }
    changed.clear();
    return [...all.values()].sort(oldestFirst);
  };
  const list = () => {
    clearIfOutdated();
    while (loadSlice());
    if (changed.size > 0 || listed === undefined) listed = follow(kept ?? new Map<string, TenantUser>());
    return listed;
  };
  const cache: UserCache = {
    get isWarm() {
      return kept !== undefined && loadedUpTo === undefined;
    },
    list,
    load: async (signal) => {
      do {
        await setImmediate();
        if (signal.aborted) return;
        clearIfOutdated();
      } while (loadSlice());
      list();
    },
    begin: () => {
      forget();
      kept = new Map();
      version = source.version();
    },
    add: (user) => {
      kept?.set(user.user_id, user);
      changed.delete(user.user_id);
      listed = undefined;
    },
    forget,
  };
  const ownerOf = (key: Parameters<IdentityTable['find']>[0]) =>
    kept === undefined ? undefined : identities.find(key)?.owner;
  return {
    cache,
    users: {
      ...users,
      put: (row) => {
        note(row.user_id);
        users.put(row);
      },
      delete: (userId) => {
        note(userId);
        return users.delete(userId);
      },
    },
    identities: {
      ...identities,
      insert: (row) => {
        note(row.owner);
        identities.insert(row);
      },
      move: (key, owner) => {
        note(ownerOf(key));
        note(owner);
        identities.move(key, owner);
      },
      removeLinked: (connection) => {
        forget();
        identities.removeLinked(connection);
      },
      setProfile: (key, profile) => {
        note(ownerOf(key));
        identities.setProfile(key, profile);
      },
    },
  };
}

/** Compares users by their creation. */
export function oldestFirst(left: TenantUser, right: TenantUser): number {
  return left.created_at < right.created_at ? -1 : left.created_at > right.created_at ? 1 : 0;
}
