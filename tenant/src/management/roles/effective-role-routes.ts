import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { roleId, type TenantPermission, type TenantRole } from '../../model/tenant-role.ts';
import { permissionsOf, rolesOf } from '../../store/effective-permissions.ts';
import { userNotFound } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint } from '../http/list.ts';
import { readQuery, readUserId } from '../http/read-request.ts';
import { isSamePermission, permissionKey, presentPermission } from './permissions.ts';
import { presentRole, requireRole } from './role-resource.ts';

/** The query of a list of effective roles. */
export const EFFECTIVE_ROLES_QUERY = z.strictObject(CHECKPOINT_PARAMETERS);
/** The query of the groups that give a role. */
export const ROLE_SOURCES_QUERY = EFFECTIVE_ROLES_QUERY.extend({ role_id: z.string().min(1) });
const OF_API = EFFECTIVE_ROLES_QUERY.extend({ resource_server_identifier: z.string().min(1) });
const OF_PERMISSION = OF_API.extend({ permission_name: z.string().min(1) });
const OF_USER = '/users/:id/effective-roles';
const PERMISSIONS = '/users/:id/effective-permissions';

/**
 * Effective roles and permissions, and where they come from. This tenant has no groups: every role is given directly.
 * Source: Auth0's Node SDK, `users.effectiveRoles` and `users.effectivePermissions`.
 */
export function effectiveRoleRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const userIdOf = (c: Context<ManagementEnvironment>) => {
    const userId = readUserId(c);
    if (store.users.get(userId) === undefined) throw userNotFound();
    return userId;
  };

  routes.get(OF_USER, (c) => {
    requireScope(c.get('bearer'), 'read:users', 'read:role_members');
    const query = readQuery(c, EFFECTIVE_ROLES_QUERY);
    return respondWithEffectiveRoles(c, rolesOf(store, userIdOf(c)), query);
  });
  routes.get(`${OF_USER}/sources/groups`, (c) => {
    requireScope(c.get('bearer'), 'read:users', 'read:role_members');
    requireRole(store, readQuery(c, ROLE_SOURCES_QUERY).role_id);
    userIdOf(c);
    return c.json({ groups: [] });
  });

  routes.get(PERMISSIONS, (c) => {
    requireScope(c.get('bearer'), 'read:users');
    const { resource_server_identifier: api, ...query } = readQuery(c, OF_API);
    const userId = userIdOf(c);
    const items = permissionsOf(store, userId).filter((each) => each.resource_server_identifier === api);
    const { shown, next } = fromCheckpoint(items, permissionKey, query);
    return c.json({ permissions: shown.map((each) => presentEffective(userId, each)), next });
  });
  routes.get(`${PERMISSIONS}/sources/effective-roles`, (c) => {
    requireScope(c.get('bearer'), 'read:users');
    const { resource_server_identifier: api, permission_name: name, ...query } = readQuery(c, OF_PERMISSION);
    return respondWithEffectiveRoles(
      c,
      rolesWith(userIdOf(c), { resource_server_identifier: api, permission_name: name }),
      query,
    );
  });

  /** The user's roles with a permission. */
  function rolesWith(userId: string, permission: TenantPermission): TenantRole[] {
    const has = ({ permissions = [] }: TenantRole) => permissions.some((each) => isSamePermission(each, permission));
    return rolesOf(store, userId).filter(has);
  }

  function presentEffective(userId: string, permission: TenantPermission): object {
    const { resource_server_identifier: within, permission_name: name } = permission;
    const isDirect = store.assignments.has({ user_id: userId, kind: 'permission', name, within });
    const fromRoles = rolesWith(userId, permission).length > 0;
    return {
      ...presentPermission(store, permission),
      sources: [...(isDirect ? ['direct'] : []), ...(fromRoles ? ['roles'] : [])],
    };
  }

  return routes;
}

/** Responds with the roles after a checkpoint, each given directly. */
export function respondWithEffectiveRoles(
  c: Context,
  roles: readonly TenantRole[],
  query: z.infer<typeof EFFECTIVE_ROLES_QUERY>,
): Response {
  const { shown, next } = fromCheckpoint(roles, roleId, query);
  return c.json({ roles: shown.map((role) => ({ ...presentRole(role), sources: ['direct'] })), next });
}
