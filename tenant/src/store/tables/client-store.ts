import type { DatabaseSync } from 'node:sqlite';
import type { TenantClient } from '../../model/tenant-client.ts';

/** The tenant's applications. */
export interface ClientStore {
  get(clientId: string): TenantClient | undefined;
  list(): TenantClient[];
  upsert(client: TenantClient): void;
  delete(clientId: string): void;
}

/** Makes the client store of a database. */
export function createClientStore(database: DatabaseSync): ClientStore {
  const all = database.prepare('SELECT document FROM clients ORDER BY rowid');
  const one = database.prepare('SELECT document FROM clients WHERE client_id = ?');
  const write = database.prepare(`INSERT INTO clients (client_id, document) VALUES (?, ?)
    ON CONFLICT (client_id) DO UPDATE SET document = excluded.document`);
  const remove = database.prepare('DELETE FROM clients WHERE client_id = ?');
  return {
    get: (clientId) => read(one.get(clientId)),
    list: () => all.all().flatMap((row) => read(row) ?? []),
    upsert: (client) => void write.run(client.client_id, JSON.stringify(client)),
    delete: (clientId) => void remove.run(clientId),
  };
}

function read(row: Record<string, unknown> | undefined): TenantClient | undefined {
  return row && (JSON.parse(String(row['document'])) as TenantClient);
}
