import type { DatabaseSync } from 'node:sqlite';

import type { TenantMetadata } from '../../model/tenant-user.ts';
import { containing } from './identity-table.ts';

/** A user without its identities. */
export interface UserRow {
  readonly user_id: string;
  readonly user_metadata: TenantMetadata;
  readonly app_metadata: TenantMetadata;
  readonly blocked: boolean;
  /** `blocked` was set, so that the API shows it even where it is `false`. */
  readonly blocked_given: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_login?: string;
  readonly last_ip?: string;
  readonly logins_count: number;
  readonly last_password_reset?: string;
}

/** Rows of the `users` table. */
export interface UserTable {
  /** Every user, oldest first. */
  all(): UserRow[];
  /** Users after a row, in the order of the rows. */
  slice(afterRow: number, limit: number): (UserRow & { readonly row: number })[];
  /** Ids of a page of them. */
  page(limit: number, offset: number): string[];
  count(): number;
  /** Ids that equal this one but for upper and lower case. */
  like(userId: string): string[];
  /** Ids of users whose metadata contain an ASCII text, case-insensitive. */
  withMetadata(column: 'user_metadata' | 'app_metadata', text: string): string[];
  get(userId: string): UserRow | undefined;
  /** Adds or replaces a row. */
  put(row: UserRow): void;
  /** Removes a user and its identities. Returns whether there was one. */
  delete(userId: string): boolean;
}

/** Makes the table's access for a database. */
export function createUserTable(database: DatabaseSync): UserTable {
  const all = database.prepare('SELECT * FROM users ORDER BY created_at, rowid');
  const slice = database.prepare('SELECT rowid AS row, * FROM users WHERE rowid > ? ORDER BY rowid LIMIT ?');
  const page = database.prepare('SELECT user_id FROM users ORDER BY created_at, rowid LIMIT ? OFFSET ?');
  const containingText = {
    user_metadata: database.prepare(`SELECT user_id FROM users WHERE user_metadata LIKE ? ESCAPE '\\'`),
    app_metadata: database.prepare(`SELECT user_id FROM users WHERE app_metadata LIKE ? ESCAPE '\\'`),
  };
  const count = database.prepare('SELECT count(*) AS value FROM users');
  const like = database.prepare('SELECT user_id FROM users WHERE user_id = ? COLLATE NOCASE');
  const one = database.prepare('SELECT * FROM users WHERE user_id = ?');
  const put = database.prepare(`INSERT INTO users
    (user_id, user_metadata, app_metadata, blocked, blocked_given, created_at, updated_at, last_login, last_ip,
     logins_count, last_password_reset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (user_id) DO UPDATE SET user_metadata = excluded.user_metadata, app_metadata = excluded.app_metadata,
      blocked = excluded.blocked, blocked_given = excluded.blocked_given, updated_at = excluded.updated_at, last_login = excluded.last_login,
      last_ip = excluded.last_ip, logins_count = excluded.logins_count,
      last_password_reset = excluded.last_password_reset`);
  const remove = database.prepare('DELETE FROM users WHERE user_id = ?');
  return {
    all: () => all.all().map(read),
    slice: (afterRow, limit) => slice.all(afterRow, limit).map((row) => ({ ...read(row), row: Number(row['row']) })),
    page: (limit, offset) => page.all(limit, offset).map((row) => String(row['user_id'])),
    count: () => Number(count.get()?.['value']),
    withMetadata: (column, text) => containingText[column].all(containing(text)).map((row) => String(row['user_id'])),
    like: (userId) => like.all(userId).map((row) => String(row['user_id'])),
    get: (userId) => {
      const row = one.get(userId);
      return row && read(row);
    },
    put: (row) =>
      void put.run(
        row.user_id,
        JSON.stringify(row.user_metadata),
        JSON.stringify(row.app_metadata),
        row.blocked ? 1 : 0,
        row.blocked_given ? 1 : 0,
        row.created_at,
        row.updated_at,
        row.last_login ?? null,
        row.last_ip ?? null,
        row.logins_count,
        row.last_password_reset ?? null,
      ),
    delete: (userId) => remove.run(userId).changes > 0,
  };
}

function read(row: Record<string, unknown>): UserRow {
  const { last_login: lastLogin, last_ip: lastIp, last_password_reset: lastReset } = row;
  return {
    user_id: String(row['user_id']),
    user_metadata: JSON.parse(String(row['user_metadata'])) as TenantMetadata,
    app_metadata: JSON.parse(String(row['app_metadata'])) as TenantMetadata,
    blocked: row['blocked'] === 1,
    blocked_given: row['blocked_given'] === 1,
    created_at: String(row['created_at']),
    updated_at: String(row['updated_at']),
    ...(typeof lastLogin === 'string' ? { last_login: lastLogin } : {}),
    ...(typeof lastIp === 'string' ? { last_ip: lastIp } : {}),
    logins_count: Number(row['logins_count']),
    ...(typeof lastReset === 'string' ? { last_password_reset: lastReset } : {}),
  };
}
