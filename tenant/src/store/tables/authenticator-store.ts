import type { DatabaseSync } from 'node:sqlite';
import type { TenantAuthenticator, TenantContactMethod } from '../../model/tenant-authenticator.ts';

/** The users' authenticator apps, one each, and their other methods. Deleted with the user. */
export interface AuthenticatorStore {
  /** Methods besides the app, oldest first. */
  contacts(userId: string): TenantContactMethod[];
  /** Adds or replaces by id; the user must exist. */
  saveContact(userId: string, method: TenantContactMethod): void;
  deleteContact(id: string): void;
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
  const contacts = database.prepare('SELECT document FROM contact_methods WHERE user_id = ? ORDER BY rowid');
  const writeContact = database.prepare(`INSERT INTO contact_methods (id, user_id, document) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET document = excluded.document`);
  const removeContact = database.prepare('DELETE FROM contact_methods WHERE id = ?');
  return {
    contacts: (userId) => contacts.all(userId).map((row) => JSON.parse(String(row['document'])) as TenantContactMethod),
    saveContact: (userId, method) => void writeContact.run(method.id, userId, JSON.stringify(method)),
    deleteContact: (id) => void removeContact.run(id),
    get: (userId) => {
      const row = one.get(userId);
      return row && (JSON.parse(String(row['document'])) as TenantAuthenticator);
    },
    put: (userId, authenticator) => void write.run(userId, JSON.stringify(authenticator)),
    delete: (userId) => remove.run(userId).changes > 0,
  };
}
