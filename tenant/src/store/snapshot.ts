import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { TABLES } from './schema.ts';
import type { Transact } from './transactions.ts';

/** Everything in a store at one moment as plain data, to compare; without the log, which tells of refusals, too. */
export type Snapshot = Readonly<
  Record<Exclude<(typeof TABLES)[number], 'logs'>, readonly Readonly<Record<string, SQLOutputValue>>[]>
>;

/** Copies every row out. */
export function takeSnapshot(database: DatabaseSync): Snapshot {
  const rows = (table: string) => database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();
  return {
    connections: rows('connections'),
    clients: rows('clients'),
    users: rows('users'),
    identities: rows('identities'),
    assignments: rows('assignments'),
    authenticators: rows('authenticators'),
    payloads: rows('payloads'),
    documents: rows('documents'),
  };
}

/**
 * Removes connections, clients, users, APIs, roles, organizations, logs and everything issued to them. What belongs to the tenant
 * itself and never expires, its signing keys, stays: tokens of a reset tenant must fail for being unknown, not for a
 * changed key.
 */
export function clearPeople(database: DatabaseSync, transact: Transact): void {
  transact(() => {
    for (const table of ['assignments', 'identities', 'users', 'clients', 'connections', 'documents', 'logs'])
      database.exec(`DELETE FROM ${table}`);
    database.exec('DELETE FROM payloads WHERE account_id IS NOT NULL OR expires_at IS NOT NULL');
  });
}
