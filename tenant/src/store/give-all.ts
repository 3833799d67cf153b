import type { NewUser } from '../model/new-user.ts';
import { organizationId } from '../model/tenant-organization.ts';
import { roleId } from '../model/tenant-role.ts';
import type { StoreContext } from './store-context.ts';
import { StoreError } from './store-error.ts';

/**
 * Gives a new user the roles, permissions and memberships it comes with.
 * @throws StoreError `role_unknown`, `organization_unknown`
 */
export function giveAll(
  { roles, organizations, assignments }: StoreContext,
  userId: string,
  { roles: own = [], permissions = [], organizations: memberOf = [] }: NewUser,
): void {
  const giveRoles = (names: readonly string[], within: string) => {
    for (const name of names) {
      const role = roles.list().find((each) => each.name === name);
      if (role === undefined) throw new StoreError('role_unknown', `No role "${name}".`);
      assignments.give({ user_id: userId, kind: 'role', name: roleId(role), within });
    }
  };
  giveRoles(own, '');
  for (const { resource_server_identifier: within, permission_name: name } of permissions) {
    assignments.give({ user_id: userId, kind: 'permission', name, within });
  }
  for (const { name, roles: there = [] } of memberOf) {
    const organization = organizations.get(name);
    if (organization === undefined) throw new StoreError('organization_unknown', `No organization "${name}".`);
    const id = organizationId(organization);
    assignments.give({ user_id: userId, kind: 'membership', name: id, within: '' });
    giveRoles(there, id);
  }
}
