import type { DatabaseSync } from 'node:sqlite';
import type { NewLog, TenantLog } from '../model/tenant-log.ts';
import type { ClientStore } from './tables/client-store.ts';
import type { ConnectionStore } from './tables/connection-store.ts';
import type { Transact } from './tables/transactions.ts';
import type { UserStore } from './users/user-store.ts';

/** The tenant's log, bounded: the oldest entries are deleted first. */
export interface LogStore {
  /** Writes an event. Returns it with the filled-in fields. */
  write(log: NewLog): TenantLog;
  get(logId: string): TenantLog | undefined;
  /** Every event, or a user's, oldest first. */
  list(userId?: string): TenantLog[];
}

/** The source of a log entry. */
export interface LogSources {
  readonly clients: Pick<ClientStore, 'get'>;
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly users: Pick<UserStore, 'get'>;
  readonly transact: Transact;
  /** The tenant's time in milliseconds since the epoch. */
  readonly now: () => number;
}

/** Makes the log store of a database that keeps the last `capacity` events. */
export function createLogStore(database: DatabaseSync, sources: LogSources, capacity = 2000): LogStore {
  const next = database.prepare('SELECT coalesce(max(position), 0) + 1 AS value FROM logs');
  const insert = database.prepare('INSERT INTO logs (position, log_id, user_id, document) VALUES (?, ?, ?, ?)');
  const trim = database.prepare('DELETE FROM logs WHERE position <= ?');
  const one = database.prepare('SELECT document FROM logs WHERE log_id = ?');
  const all = database.prepare('SELECT document FROM logs ORDER BY position');
  const ofUser = database.prepare('SELECT document FROM logs WHERE user_id = ? ORDER BY position');
  const read = (row: Record<string, unknown>) => JSON.parse(String(row['document'])) as TenantLog;
  return {
    write: (log) =>
      sources.transact(() => {
        const position = Number(next.get()?.['value']);
        const written = filledIn(log, sources, position);
        insert.run(position, written.log_id, written.user_id ?? null, JSON.stringify(written));
        trim.run(position - capacity);
        return written;
      }),
    get: (logId) => {
      const row = one.get(logId);
      return row && read(row);
    },
    list: (userId) => (userId === undefined ? all.all() : ofUser.all(userId)).map(read),
  };
}

function filledIn(log: NewLog, { clients, connections, users, now }: LogSources, position: number): TenantLog {
  const date = new Date(now()).toISOString();
  const id = `900${date.replace(/\D/g, '')}${String(position).padStart(36, '0')}`;
  const client = log.client_id === undefined ? undefined : clients.get(log.client_id);
  const connection = log.connection === undefined ? undefined : connections.get(log.connection);
  const user = log.user_id === undefined ? undefined : users.get(log.user_id);
  const name = log.user_name ?? user?.email ?? user?.phone_number ?? user?.name;
  return {
    ...log,
    date,
    ...(client === undefined ? {} : { client_name: client.name }),
    ...(connection === undefined
      ? {}
      : {
          connection_id: connection.id,
          strategy: connection.strategy,
          strategy_type: strategyType(connection.strategy, connection.isSocial),
        }),
    ...(name === undefined ? {} : { user_name: name }),
    log_id: id,
    _id: id,
    isMobile: /\bMobile\b/.test(log.user_agent ?? ''),
  };
}

function strategyType(strategy: string, isSocial: boolean): string {
  if (strategy === 'auth0') return 'database';
  if (strategy === 'email' || strategy === 'sms') return 'passwordless';
  return isSocial ? 'social' : 'enterprise';
}
