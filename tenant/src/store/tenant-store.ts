import { createAssignmentStore, type AssignmentStore } from './tables/assignment-store.ts';
import { createAuthenticatorStore, type AuthenticatorStore } from './tables/authenticator-store.ts';
import { createClientStore, type ClientStore } from './tables/client-store.ts';
import { createConnectionStore, type ConnectionStore } from './tables/connection-store.ts';
import type { TenantAction, TenantTrigger } from '../model/tenant-action.ts';
import type { TenantMessage } from '../model/tenant-message.ts';
import type { TenantOrganization } from '../model/tenant-organization.ts';
import type { TenantResourceServer } from '../model/tenant-resource-server.ts';
import { roleId, type TenantRole } from '../model/tenant-role.ts';
import { createDocumentStore, type DocumentStore, type StoredDocument } from './tables/document-store.ts';
import { createIdentityTable } from './tables/identity-table.ts';
import { createLogStore, type LogStore } from './log-store.ts';
import {
  createRestorePoints,
  type RestorePoints,
  clearPeople,
  takeSnapshot,
  type Snapshot,
} from './tables/snapshots.ts';
import { openDatabase } from './tables/open-database.ts';
import { createPayloadStore, type PayloadStore } from './tables/payload-store.ts';
import { readSlice } from './users/read-user.ts';
import { createTransact, type Transact } from './tables/transactions.ts';
import { createUserStore, type UserStore } from './users/user-store.ts';
import { observeTables } from './tables/user-cache.ts';
import { createUserTable } from './tables/user-table.ts';

/** Everything a tenant remembers. Synchronous: each call is atomic within the process, each change on disk. */
export interface TenantStore {
  readonly users: UserStore;
  readonly connections: ConnectionStore;
  readonly clients: ClientStore;
  readonly payloads: PayloadStore;
  /** Second factors, by user. */
  readonly authenticators: AuthenticatorStore;
  /** APIs, by identifier. */
  readonly resourceServers: DocumentStore<TenantResourceServer>;
  /** Roles, by id. */
  readonly roles: DocumentStore<TenantRole>;
  /** Roles, permissions and memberships of users. */
  readonly assignments: AssignmentStore;
  /** Organizations, by name. */
  readonly organizations: DocumentStore<TenantOrganization>;
  /** The log. */
  readonly logs: LogStore;
  /** Actions, by id. */
  readonly actions: DocumentStore<TenantAction>;
  /** Actions by trigger, in their order. */
  readonly triggers: DocumentStore<TenantTrigger>;
  /** The tenant's time as ISO 8601. */
  readonly timestamp: () => string;
  /** Mails and text messages, by id; see `createMailbox`. */
  readonly messages: DocumentStore<TenantMessage>;
  /** Documents and settings that have no effect in the tenant. */
  readonly settings: (kind: string) => DocumentStore<StoredDocument>;
  /** Runs changes all or nothing. The work must be synchronous. */
  readonly transaction: Transact;
  /** Everything there is but the log, as data. */
  snapshot(): Snapshot;
  /** Snapshots of the database. */
  readonly restorePoints: RestorePoints;
  /** Forgets everything but the tenant's own signing key. */
  clear(): void;
  close(): void;
}

/**
 * Opens the tenant's store.
 * @param path A file (created when absent) or `:memory:`.
 * @param now The tenant's time in milliseconds since the epoch; the machine's by default.
 * @throws StoreError `database_unusable` for a damaged, foreign or newer file.
 */
export function openStore(path: string, now: () => number = Date.now): TenantStore {
  const database = openDatabase(path);
  const transact = createTransact(database, () => cache.forget());
  const timestamp = () => new Date(now()).toISOString();
  const payloads = createPayloadStore(database, now);
  const authenticators = createAuthenticatorStore(database);
  const connections = createConnectionStore(database);
  const roles = createDocumentStore<TenantRole>(database, 'role', roleId);
  const organizations = createDocumentStore<TenantOrganization>(database, 'organization', ({ name }) => name);
  const assignments = createAssignmentStore(database);
  const userRows = createUserTable(database);
  const identityRows = createIdentityTable(database);
  const dataVersion = database.prepare('PRAGMA data_version');
  const tables = observeTables(userRows, identityRows, {
    slice: (afterRow) => readSlice({ users: userRows, identities: identityRows }, afterRow),
    one: (userId) => users.get(userId),
    version: () => dataVersion.get()?.['data_version'],
  });
  const { cache } = tables;
  if (userRows.count() === 0) cache.begin();
  const restorePoints = createRestorePoints(database, transact);
  const users: UserStore = createUserStore({
    ...tables,
    connections,
    authenticators,
    payloads,
    roles,
    organizations,
    assignments,
    transact,
    timestamp,
  });
  const clients = createClientStore(database);
  const settings = new Map<string, DocumentStore<StoredDocument>>();
  return {
    users,
    connections,
    clients,
    payloads,
    authenticators,
    resourceServers: createDocumentStore(database, 'resource_server', ({ identifier }) => identifier),
    roles,
    organizations,
    assignments,
    logs: createLogStore(database, { clients, connections, users, transact, now }),
    actions: createDocumentStore(database, 'action', ({ id }) => id),
    triggers: createDocumentStore(database, 'trigger', ({ trigger_id: id }) => id),
    timestamp,
    messages: createDocumentStore(database, 'message', ({ id }) => id),
    settings: (kind) => {
      const known =
        settings.get(kind) ?? createDocumentStore<StoredDocument>(database, `setting:${kind}`, ({ id }) => id);
      settings.set(kind, known);
      return known;
    },
    transaction: transact,
    snapshot: () => takeSnapshot(database),
    restorePoints: {
      ...restorePoints,
      restore: (id) => {
        cache.forget();
        restorePoints.restore(id);
      },
    },
    clear: () => {
      clearPeople(database, transact);
      cache.begin();
    },
    close: () => database.close(),
  };
}
