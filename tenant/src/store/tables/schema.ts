/** Marks a SQLite file as a tenant's ("OFT1"), so that another program's database is never touched. */
export const APPLICATION_ID = 0x4f_46_54_31;

/** Every table, in the order rows must be restored. */
export const TABLES = [
  'connections',
  'clients',
  'users',
  'identities',
  'assignments',
  'authenticators',
  'contact_methods',
  'payloads',
  'documents',
  'logs',
] as const;

const FIRST_TABLES = `
  CREATE TABLE connections (
    name TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE clients (
    client_id TEXT PRIMARY KEY, document TEXT NOT NULL
  ) STRICT;
  CREATE TABLE users (
    user_id TEXT PRIMARY KEY, user_metadata TEXT NOT NULL, app_metadata TEXT NOT NULL, blocked INTEGER NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, last_login TEXT, last_ip TEXT, logins_count INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE identities (
    provider TEXT NOT NULL, provider_user_id TEXT NOT NULL, id_is_integer INTEGER NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE, position INTEGER NOT NULL,
    connection TEXT NOT NULL, is_social INTEGER NOT NULL, profile TEXT NOT NULL,
    email TEXT, username TEXT, password_hash TEXT,
    PRIMARY KEY (provider, provider_user_id)
  ) STRICT;
  CREATE UNIQUE INDEX identities_owner ON identities (user_id, position);
  CREATE INDEX identities_email ON identities (email);
  CREATE TABLE payloads (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, expires_at INTEGER, consumed_at INTEGER,
    grant_id TEXT, uid TEXT, user_code TEXT, account_id TEXT,
    PRIMARY KEY (model, id)
  ) STRICT;
  CREATE INDEX payloads_grant ON payloads (grant_id);
  CREATE INDEX payloads_uid ON payloads (model, uid);
  CREATE INDEX payloads_account ON payloads (account_id);
`;

/** Kinds too small for a separate table: APIs, roles, organizations. */
const DOCUMENTS = `
  CREATE TABLE documents (
    kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
`;

/** Log events, in a separate table because they are read in order and pruned. */
const LOGS = `
  CREATE TABLE logs (
    position INTEGER PRIMARY KEY, log_id TEXT NOT NULL UNIQUE, user_id TEXT, document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX logs_user ON logs (user_id, position);
`;

/** Assignments of users, in a separate table whose foreign key deletes them with the user. */
const ASSIGNMENTS = `
  CREATE TABLE assignments (
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE, kind TEXT NOT NULL, name TEXT NOT NULL,
    within TEXT NOT NULL, PRIMARY KEY (user_id, kind, name, within)
  ) STRICT;
  CREATE INDEX assignments_name ON assignments (kind, name, within);
`;

/** Second factors; deleted with their user. */
const AUTHENTICATORS = `
  CREATE TABLE authenticators (
    user_id TEXT PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE, document TEXT NOT NULL
  ) STRICT;
`;

/** Indexes for lookups among many users, and what Auth0 shows of a user only where it was set. */
const LOOKUPS = `
  ALTER TABLE users ADD COLUMN last_password_reset TEXT;
  ALTER TABLE users ADD COLUMN blocked_given INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX users_created ON users (created_at);
  CREATE INDEX users_id ON users (user_id COLLATE NOCASE);
  CREATE INDEX identities_login ON identities (connection, email);
  CREATE INDEX identities_username ON identities (connection, username);
  CREATE INDEX identities_name ON identities (username COLLATE NOCASE);
  CREATE INDEX payloads_expiry ON payloads (expires_at);
`;

/** Second factors without an effect; deleted with their user. */
const CONTACT_METHODS = `
  CREATE TABLE contact_methods (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE, document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX contact_methods_user ON contact_methods (user_id);
`;

/** Signing keys with their history: each key becomes an object beside its times. */
const KEY_HISTORY = `
  UPDATE payloads SET payload = json_object('keys', json_array(json_object('jwk', json(payload))))
    WHERE model = 'SigningKey' AND id = 'current';
  UPDATE payloads SET payload = json_object('keys', (
      SELECT json_group_array(json_object('jwk', json(value))) FROM json_each(payloads.payload, '$.keys')))
    WHERE model = 'SigningKey' AND id = 'previous';
`;

/**
 * How an empty file becomes a database of today: the n-th step leads to version n (`user_version`). Steps are only
 * ever added; a file with a higher number was written by a newer version.
 */
export const MIGRATIONS: readonly string[] = [
  FIRST_TABLES,
  DOCUMENTS,
  LOGS,
  ASSIGNMENTS,
  AUTHENTICATORS,
  LOOKUPS,
  CONTACT_METHODS,
  KEY_HISTORY,
];
