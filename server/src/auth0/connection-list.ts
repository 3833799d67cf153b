import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import type { Priority } from './call-queue.ts';
import type { Auth0Connection } from './management.ts';

/** The tenant's connections, cached, the same in all processes. */
export interface ConnectionList {
  /** All connections, from the cache. */
  get(): Promise<readonly Auth0Connection[]>;
  /** Those enabled for the portal, past the cache, which they update. */
  enabled(): Promise<readonly Auth0Connection[]>;
}

/** Reads from Auth0. */
export interface ConnectionReads {
  all(priority: Priority): Promise<readonly Auth0Connection[]>;
  enabled(priority: Priority): Promise<readonly Auth0Connection[]>;
}

/** How long the list is fresh, in milliseconds. */
const FRESH_PERIOD = 60_000;
/** How long a stale list is used during its renewal, in milliseconds. */
const STALE_PERIOD = 600_000;
/** How long one process may take for the renewal before another one tries, in milliseconds. */
const RENEWAL_TIMEOUT = 20_000;

/**
 * Caches the list for all processes. Uses a stale list while one process fetches a new one.
 */
export function createConnectionList(
  reads: ConnectionReads,
  services: { readonly clock: Clock; readonly logger: Logger } & SharedConnectionsParts,
): ConnectionList {
  const { clock, logger } = services;
  const shared = createSharedConnections(services);
  let renewing: Promise<readonly Auth0Connection[]> | undefined;

  const keep = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // The caller still gets the list; the next caller asks Auth0 again.
      logger.warn({ err: error }, 'connections not stored');
    }
  };

  const read = async (): Promise<readonly Auth0Connection[]> => {
    const at = clock.now();
    const list = await reads.all('view');
    await keep(() => shared.keep(list, at));
    return list;
  };

  const saveConnections = async (enabled: readonly Auth0Connection[], at: number): Promise<void> => {
    const kept = await shared.find();
    if (kept === undefined) return;
    const names = new Set(enabled.map(({ name }) => name));
    const known = kept.list.map((each) => ({ ...each, enabled: names.has(each.name) }));
    const added = enabled.filter(({ name }) => !kept.list.some((each) => each.name === name));
    const same = added.length === 0 && known.every((each, index) => each.enabled === kept.list[index]?.enabled);
    if (!same) await shared.keep([...known, ...added], at);
  };

  const renew = (): Promise<readonly Auth0Connection[]> => {
    if (renewing !== undefined) return renewing;
    renewing = read().finally(() => (renewing = undefined));
    // Logged once for all waiting callers; each of them also gets the error.
    renewing.catch((error: unknown) => logger.warn({ err: error }, 'connections not read'));
    return renewing;
  };

  const renewInBackground = async (): Promise<void> => {
    try {
      await renew();
    } catch {
      // Already logged; the old list is still shown.
    }
  };

  return {
    enabled: async () => {
      // Never shared between callers: it must not have been read before the call.
      const at = clock.now();
      const enabled = await reads.enabled('operation');
      await keep(() => saveConnections(enabled, at));
      return enabled;
    },
    get: async () => {
      const kept = await shared.find();
      const now = clock.now();
      if (kept === undefined || now - kept.fetchedAt > STALE_PERIOD) return renew();
      const due = now - kept.fetchedAt > FRESH_PERIOD && now >= kept.renewingUntil;
      if (due && (await shared.claim(kept, now + RENEWAL_TIMEOUT))) void renewInBackground();
      return kept.list;
    },
  };
}

/** The cached list and its age. */
export interface StoredConnections {
  readonly list: readonly Auth0Connection[];
  /** Unique per list. */
  readonly revision: string;
  /** When its reading began, epoch milliseconds. */
  readonly fetchedAt: number;
  /** Until when one process is renewing it, epoch milliseconds. */
  readonly renewingUntil: number;
}

/** The tenant's connections as all processes know them. */
export interface SharedConnections {
  find(): Promise<StoredConnections | undefined>;
  /** @returns Whether this process is to renew the list until then. */
  claim(kept: StoredConnections, until: number): Promise<boolean>;
  /** Caches a list, unless a later one is cached. @param at When its reading began. */
  keep(list: readonly Auth0Connection[], at: number): Promise<void>;
}

/** Dependencies of the table; its row is the first portal's. */
export interface SharedConnectionsParts {
  readonly store: Store;
  readonly config: Pick<ServerConfig, 'portalClientIds'>;
}

/** Opens the table `connection_lists`. */
function createSharedConnections({ store, config }: SharedConnectionsParts): SharedConnections {
  const client_id = config.portalClientIds[0] ?? '';
  /** Parsed once: with a connection per customer, the list is long. */
  let parsed: Pick<StoredConnections, 'list' | 'revision'> = { list: [], revision: '' };

  return {
    find: async () => {
      const known = parsed;
      const row = await store.db
        .selectFrom('connection_lists')
        .select(['revision', 'fetched_at', 'renewing_until'])
        .select(sql<string | null>`case when revision = ${known.revision} then null else document end`.as('changed'))
        .where('client_id', '=', client_id)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { changed, revision, fetched_at: fetchedAt, renewing_until: renewingUntil } = row;
      const list = changed === null ? known.list : (JSON.parse(changed) as readonly Auth0Connection[]);
      parsed = { list, revision };
      return { list, revision, fetchedAt, renewingUntil };
    },
    claim: async ({ revision, renewingUntil }, until) => {
      const { numUpdatedRows } = await store.db
        .updateTable('connection_lists')
        .set({ renewing_until: until })
        .where('client_id', '=', client_id)
        .where('revision', '=', revision)
        .where('renewing_until', '=', renewingUntil)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    keep: async (list, at) => {
      const kept = { document: JSON.stringify(list), revision: randomUUID(), fetched_at: at, renewing_until: 0 };
      await store.db
        .insertInto('connection_lists')
        .values({ client_id, ...kept })
        .onConflict((conflict) =>
          conflict.column('client_id').doUpdateSet(kept).where('connection_lists.fetched_at', '<=', at),
        )
        .execute();
    },
  };
}
