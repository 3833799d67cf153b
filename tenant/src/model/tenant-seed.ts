import type { ActionSeed } from './action-seed.ts';
import type { DemoPerson } from './demo-person.ts';
import type { NewUser } from './new-user.ts';
import type { TenantClient } from './tenant-client.ts';
import type { TenantConnection } from './tenant-connection.ts';
import type { TenantOrganization } from './tenant-organization.ts';
import type { TenantResourceServer } from './tenant-resource-server.ts';
import type { TenantRole } from './tenant-role.ts';

/** What a fresh tenant contains. */
export interface TenantSeed {
  readonly connections: readonly TenantConnection[];
  readonly users: readonly NewUser[];
  readonly clients: readonly TenantClient[];
  /** People worth telling about; a subset of the users. */
  readonly people: readonly DemoPerson[];
  /** APIs. Any other audience works, too, unless the tenant is strict. */
  readonly resource_servers?: readonly TenantResourceServer[];
  /** Roles; users name theirs. */
  readonly roles?: readonly TenantRole[];
  /** Organizations. Any other works, too, unless the tenant is strict. */
  readonly organizations?: readonly TenantOrganization[];
  /** Post-Login Actions, in the order they run. */
  readonly actions?: readonly ActionSeed[];
}
