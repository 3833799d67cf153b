import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Services } from '../services.ts';
import type { Auth0Connection } from './management.ts';

/** The list that is kept, and how old it is. */
export interface KeptConnections {
  readonly list: readonly Auth0Connection[];
  /** Of the list; never the same twice. */
  readonly revision: string;
  /** When its reading began, epoch milliseconds. */
  readonly fetchedAt: number;
  /** Until when one process is renewing it, epoch milliseconds. */
  readonly renewingUntil: number;
}

/** The tenant's connections as all processes know them. */
export interface SharedConnections {
  find(): Promise<KeptConnections | undefined>;
  /** @returns Whether renewing this list is up to this process, until then. */
  claim(kept: KeptConnections, until: number): Promise<boolean>;
  /** Keeps a list, unless a later one is kept already. @param at When its reading began. */
  keep(list: readonly Auth0Connection[], at: number): Promise<void>;
}

/** What the table is opened with; its row is the first portal's. */
export interface SharedConnectionsParts extends Pick<Services, 'store'> {
  readonly config: Pick<Services['config'], 'portalClientIds'>;
}

/** Opens the table `connection_lists`. */
export function createSharedConnections({ store, config }: SharedConnectionsParts): SharedConnections {
  const client_id = config.portalClientIds[0] ?? '';
  /** Read and parsed once: where every customer has a connection the list is long. */
  let parsed: Pick<KeptConnections, 'list' | 'revision'> = { list: [], revision: '' };

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
