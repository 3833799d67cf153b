import type { DatabaseSync } from 'node:sqlite';
import type { TenantAuthenticator } from '../model/tenant-authenticator.ts';

/** The users' authenticator apps, one each. They go with the user. */
export interface AuthenticatorStore {
  get(userId: string): TenantAuthenticator | undefined;
  /** Adds or replaces; the user must exist. */
  put(userId: string, authenticator: TenantAuthenticator): void;
  /** Returns whether there was one. */
  delete(userId: string): boolean;
}

/** Makes the authenticator store of a database. */
export function createAuthenticatorStore(database: DatabaseSync): AuthenticatorStore {
  const one = database.prepare('SELECT document FROM authenticators WHERE user_id = ?');
  const write = database.prepare(`INSERT INTO authenticators (user_id, document) VALUES (?, ?)
    ON CONFLICT (user_id) DO UPDATE SET document = excluded.document`);
  const remove = database.prepare('DELETE FROM authenticators WHERE user_id = ?');
  return {
    get: (userId) => {
      const row = one.get(userId);
      return row && (JSON.parse(String(row['document'])) as TenantAuthenticator);
    },
    put: (userId, authenticator) => void write.run(userId, JSON.stringify(authenticator)),
    delete: (userId) => remove.run(userId).changes > 0,
  };
}
