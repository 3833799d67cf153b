import { Hono } from 'hono';
import { z } from 'zod';
import { roleId, type TenantPermission } from '../../model/tenant-role.ts';
import { permissionsOf, rolesOf } from '../../store/effective-permissions.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { userNotFound } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import {
  permissionKey,
  PERMISSIONS,
  presentPermission,
  refuseUnknownPermissions,
  isSamePermission,
} from './permissions.ts';
import { readBody, readQuery, readUserId } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject(PAGE_PARAMETERS);

/**
 * `/users/{id}/permissions`: everything a user may do, given directly or by a role; only direct permissions can be
 * removed here. Source: Auth0 Management API contract.
 */
export function userPermissionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const refuseUnknownUser = (userId: string) => {
    if (store.users.get(userId) === undefined) throw userNotFound();
  };
  const assignment = (
    userId: string,
    { resource_server_identifier: within, permission_name: name }: TenantPermission,
  ) => ({ user_id: userId, kind: 'permission', name, within }) as const;

  routes.get('/users/:id/permissions', (c) => {
    requireScope(c.get('bearer'), 'read:users');
    const userId = readUserId(c);
    const query = readQuery(c, LIST_QUERY);
    refuseUnknownUser(userId);
    const present = (permission: TenantPermission) => ({
      ...presentPermission(store, permission),
      sources: sourcesOf(store, userId, permission),
    });
    const items = permissionsOf(store, userId);
    return respondWithList(c, query, { name: 'permissions', items, idOf: permissionKey, present });
  });

  routes.post('/users/:id/permissions', async (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const userId = readUserId(c);
    const { permissions } = await readBody(c, PERMISSIONS);
    refuseUnknownUser(userId);
    refuseUnknownPermissions(store, permissions);
    store.transaction(() => {
      for (const permission of permissions) store.assignments.assign(assignment(userId, permission));
    });
    return c.json({}, 201);
  });

  routes.delete('/users/:id/permissions', async (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const userId = readUserId(c);
    const { permissions } = await readBody(c, PERMISSIONS);
    refuseUnknownUser(userId);
    for (const permission of permissions) store.assignments.unassign(assignment(userId, permission));
    return c.body(null, 204);
  });

  return routes;
}

/** Where a user has a permission from. Source: Auth0 Management API, schema `UserPermissionSchema`. */
interface PermissionSource {
  readonly source_id: string;
  readonly source_name: string;
  readonly source_type: 'DIRECT' | 'ROLE';
}

function sourcesOf(store: TenantStore, userId: string, permission: TenantPermission): PermissionSource[] {
  const { resource_server_identifier: within, permission_name: name } = permission;
  const isDirect = store.assignments.has({ user_id: userId, kind: 'permission', name, within });
  return [
    ...(isDirect ? [{ source_id: '', source_name: '', source_type: 'DIRECT' } as const] : []),
    ...rolesOf(store, userId)
      .filter(({ permissions = [] }) => permissions.some((each) => isSamePermission(each, permission)))
      .map((role) => ({ source_id: roleId(role), source_name: role.name, source_type: 'ROLE' }) as const),
  ];
}
