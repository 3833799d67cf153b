import type { DatabaseSync } from 'node:sqlite';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import { StoreError } from './store-error.ts';

/** The tenant's connections, in the order they were added. */
export interface ConnectionStore {
  list(): TenantConnection[];
  /** Finds by name. */
  get(name: string): TenantConnection | undefined;
  /** Finds by `con_…` id. */
  getById(id: string): TenantConnection | undefined;
  /** Finds by name. @throws StoreError `connection_unknown` */
  require(name: string): TenantConnection;
  upsert(connection: TenantConnection): void;
  delete(name: string): void;
}

/** Makes the connection store of a database. */
export function createConnectionStore(database: DatabaseSync): ConnectionStore {
  const all = database.prepare('SELECT document FROM connections ORDER BY position');
  const byName = database.prepare('SELECT document FROM connections WHERE name = ?');
  const byId = database.prepare('SELECT document FROM connections WHERE id = ?');
  const write = database.prepare(`INSERT INTO connections (name, id, position, document)
    VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM connections), ?)
    ON CONFLICT (name) DO UPDATE SET id = excluded.id, document = excluded.document`);
  const remove = database.prepare('DELETE FROM connections WHERE name = ?');
  const get = (name: string) => read(byName.get(name));
  return {
    list: () => all.all().flatMap((row) => read(row) ?? []),
    get,
    getById: (id) => read(byId.get(id)),
    require: (name) => {
      const connection = get(name);
      if (connection === undefined) throw new StoreError('connection_unknown', `Unknown connection "${name}".`);
      return connection;
    },
    upsert: (connection) => void write.run(connection.name, connection.id, JSON.stringify(connection)),
    delete: (name) => void remove.run(name),
  };
}

function read(row: Record<string, unknown> | undefined): TenantConnection | undefined {
  return row && (JSON.parse(String(row['document'])) as TenantConnection);
}
