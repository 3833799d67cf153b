import type { TenantOrganization } from '../../model/tenant-organization.ts';
import type { TenantRole } from '../../model/tenant-role.ts';
import type { AssignmentStore } from '../tables/assignment-store.ts';
import type { AuthenticatorStore } from '../tables/authenticator-store.ts';
import type { ConnectionStore } from '../tables/connection-store.ts';
import type { DocumentStore } from '../tables/document-store.ts';
import type { IdentityTable } from '../tables/identity-table.ts';
import type { PayloadStore } from '../tables/payload-store.ts';
import type { Transact } from '../tables/transactions.ts';
import type { UserCache } from '../tables/user-cache.ts';
import type { UserTable } from '../tables/user-table.ts';

/** Dependencies of the user operations. */
export interface StoreContext {
  readonly users: UserTable;
  readonly identities: IdentityTable;
  readonly connections: ConnectionStore;
  readonly authenticators: AuthenticatorStore;
  readonly payloads: PayloadStore;
  readonly roles: DocumentStore<TenantRole>;
  readonly organizations: DocumentStore<TenantOrganization>;
  readonly assignments: AssignmentStore;
  readonly cache: UserCache;
  readonly transact: Transact;
  /** The tenant's time as ISO 8601. */
  readonly timestamp: () => string;
}
