import type { DatabaseSync } from 'node:sqlite';
import type { IdentityKey, TenantIdentity, TenantProfile } from '../../model/tenant-user.ts';
import { StoreError } from './store-error.ts';

/** An identity with what only the store may see. Position 0 is the user's primary identity. */
export interface IdentityRow extends TenantIdentity {
  readonly owner: string;
  readonly position: number;
  readonly passwordHash: string | null;
}

/** Rows of the `identities` table. One row per provider and id: an identity has exactly one owner. */
export interface IdentityTable {
  /** The identities of a user, primary first. */
  ofUser(userId: string): IdentityRow[];
  /** Every identity, each user's primary one first. */
  all(): IdentityRow[];
  /** The identities of the users in a range of rows, each user's primary one first. */
  ofRows(afterRow: number, lastRow: number): IdentityRow[];
  /** Owners of primary identities with this email or user name, case-insensitive. */
  ownersOf(column: 'email' | 'username', value: string): string[];
  /** Owners of primary identities whose profile contains an ASCII text, case-insensitive. */
  ownersWith(text: string): string[];
  find(key: IdentityKey): IdentityRow | undefined;
  /** Finds by the email or user name known to a connection. */
  findByLogin(connection: string, emailOrUsername: string): IdentityRow | undefined;
  /** Adds a row after the owner's last one. @throws StoreError `user_exists` when a user has the identity. */
  insert(row: Omit<IdentityRow, 'position'>): void;
  /** Gives an identity to another user, after that user's last one. */
  move(key: IdentityKey, owner: string): void;
  /** Removes the identities of a connection that are not primary. */
  removeLinked(connection: string): void;
  setProfile(key: IdentityKey, profile: TenantProfile): void;
  setPasswordHash(key: IdentityKey, hash: string): void;
}

/** Makes the table's access for a database. */
export function createIdentityTable(database: DatabaseSync): IdentityTable {
  const ofUser = database.prepare('SELECT * FROM identities WHERE user_id = ? ORDER BY position');
  const find = database.prepare('SELECT * FROM identities WHERE provider = ? AND provider_user_id = ?');
  const all = database.prepare('SELECT * FROM identities ORDER BY user_id, position');
  const ofRows = database.prepare(`SELECT identities.* FROM users JOIN identities USING (user_id)
    WHERE users.rowid > ? AND users.rowid <= ? ORDER BY users.rowid, position`);
  // Two searches by index: SQLite reads the whole table for an OR of two columns.
  const byLogin = database.prepare(`SELECT * FROM identities WHERE rowid IN (
    SELECT rowid FROM identities WHERE connection = ?1 AND email = ?2
    UNION SELECT rowid FROM identities WHERE connection = ?1 AND username = ?3) ORDER BY rowid LIMIT 1`);
  const owners = {
    email: database.prepare('SELECT user_id FROM identities WHERE email = ? AND position = 0'),
    username: database.prepare('SELECT user_id FROM identities WHERE username = ? COLLATE NOCASE AND position = 0'),
  };
  const ownersWith = database.prepare(
    `SELECT user_id FROM identities WHERE position = 0 AND profile LIKE ? ESCAPE '\\'`,
  );
  const nextPosition = '(SELECT coalesce(max(position), -1) + 1 FROM identities WHERE user_id = ?)';
  const insert = database.prepare(`INSERT INTO identities
    (provider, provider_user_id, id_is_integer, user_id, position, connection, is_social, profile, email, username,
     password_hash) VALUES (?, ?, ?, ?, ${nextPosition}, ?, ?, ?, ?, ?, ?)`);
  const move = database.prepare(`UPDATE identities SET position = ${nextPosition}, user_id = ?
    WHERE provider = ? AND provider_user_id = ?`);
  const removeLinked = database.prepare('DELETE FROM identities WHERE connection = ? AND position > 0');
  const setProfile = database.prepare(`UPDATE identities SET profile = ?, email = ?, username = ?
    WHERE provider = ? AND provider_user_id = ?`);
  const setHash = database.prepare(
    'UPDATE identities SET password_hash = ? WHERE provider = ? AND provider_user_id = ?',
  );
  const findRow = (key: IdentityKey) => {
    const row = find.get(key.provider, String(key.user_id));
    return row && read(row);
  };
  return {
    ofUser: (userId) => ofUser.all(userId).map(read),
    all: () => all.all().map(read),
    ofRows: (afterRow, lastRow) => ofRows.all(afterRow, lastRow).map(read),
    ownersWith: (text) => ownersWith.all(containing(text)).map((row) => String(row['user_id'])),
    ownersOf: (column, value) =>
      owners[column].all(column === 'email' ? value.toLowerCase() : value).map((row) => String(row['user_id'])),
    find: findRow,
    findByLogin: (connection, login) => {
      const row = byLogin.get(connection, login.toLowerCase(), login);
      return row && read(row);
    },
    insert: (row) => {
      if (findRow(row) !== undefined) throw new StoreError('user_exists', 'The user already exists.');
      const { provider, user_id: id, owner, connection, isSocial, profileData, passwordHash } = row;
      insert.run(
        ...[provider, String(id), typeof id === 'number' ? 1 : 0, owner, owner, connection, isSocial ? 1 : 0],
        ...profileColumns(profileData),
        passwordHash,
      );
    },
    move: (key, owner) => void move.run(owner, owner, key.provider, String(key.user_id)),
    removeLinked: (connection) => void removeLinked.run(connection),
    setProfile: (key, profile) => void setProfile.run(...profileColumns(profile), key.provider, String(key.user_id)),
    setPasswordHash: (key, hash) => void setHash.run(hash, key.provider, String(key.user_id)),
  };
}

/** A pattern of `LIKE` for values that contain a text. */
export function containing(text: string): string {
  return `%${text.replace(/[%_\\]/g, '\\$&')}%`;
}

/** The profile, and the columns that make it findable: email in lower case, user name. */
function profileColumns(profile: TenantProfile): [string, string | null, string | null] {
  return [JSON.stringify(profile), profile.email?.toLowerCase() ?? null, profile.username ?? null];
}

function read(row: Record<string, unknown>): IdentityRow {
  const id = String(row['provider_user_id']);
  return {
    provider: String(row['provider']),
    user_id: row['id_is_integer'] === 1 ? Number(id) : id,
    connection: String(row['connection']),
    isSocial: row['is_social'] === 1,
    profileData: JSON.parse(String(row['profile'])) as TenantProfile,
    owner: String(row['user_id']),
    position: Number(row['position']),
    passwordHash: typeof row['password_hash'] === 'string' ? row['password_hash'] : null,
  };
}
