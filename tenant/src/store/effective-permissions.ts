import { roleId, type TenantPermission, type TenantRole } from '../model/tenant-role.ts';
import type { TenantStore } from './tenant-store.ts';

type Stores = Pick<TenantStore, 'roles' | 'assignments' | 'resourceServers'>;

/**
 * The roles of a user: those given in the organization that the login is for, otherwise those given without one.
 * Source: Auth0, "Add Roles to Organization Members": roles of members apply to logins through the organization.
 */
export function rolesOf({ roles, assignments }: Stores, userId: string, organizationId = ''): TenantRole[] {
  const ids = assignments.ofUser(userId, 'role').flatMap(({ name, within }) => (within === organizationId ? name : []));
  return roles.list().filter((role) => ids.includes(roleId(role)));
}

/** Every permission of a user, by roles and, without an organization, given directly; those that their API still has. */
export function permissionsOf(stores: Stores, userId: string, organizationId = ''): TenantPermission[] {
  const direct = organizationId === '' ? stores.assignments.ofUser(userId, 'permission') : [];
  const all = [
    ...direct.map(({ name, within }) => ({ resource_server_identifier: within, permission_name: name })),
    ...rolesOf(stores, userId, organizationId).flatMap(({ permissions = [] }) => permissions),
  ];
  const unique = new Map(
    all.map((each) => [JSON.stringify([each.resource_server_identifier, each.permission_name]), each]),
  );
  return [...unique.values()].filter((permission) => permissionExists(stores, permission));
}

/** Returns whether there is an API with such a scope. */
export function permissionExists(
  { resourceServers }: Pick<Stores, 'resourceServers'>,
  permission: TenantPermission,
): boolean {
  const scopes = resourceServers.get(permission.resource_server_identifier)?.scopes ?? [];
  return scopes.some(({ value }) => value === permission.permission_name);
}
