import type { DemoPerson } from './demo-person.ts';
import type { NewUser } from './new-user.ts';
import type { TenantClient } from './tenant-client.ts';
import type { TenantConnection } from './tenant-connection.ts';

/** What a fresh tenant contains. */
export interface TenantSeed {
  readonly connections: readonly TenantConnection[];
  readonly users: readonly NewUser[];
  readonly clients: readonly TenantClient[];
  /** People worth telling about; a subset of the users. */
  readonly people: readonly DemoPerson[];
}
