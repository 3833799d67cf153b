import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantPermission } from '../../model/tenant-role.ts';
import { permissionsOf } from '../../store/effective-permissions.ts';
import { userNotFound } from '../shared/api-error.ts';
import { requireScope } from '../shared/bearer.ts';
import { answerList, PAGE_PARAMETERS } from '../shared/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../shared/environment.ts';
import { permissionKey, PERMISSIONS, presentPermission, refuseUnknown } from './permission-body.ts';
import { readBody, readQuery, readUserId } from '../shared/validate.ts';

const LIST_QUERY = z.strictObject(PAGE_PARAMETERS);

/**
 * `/users/{id}/permissions`: everything a user may do, given directly or by a role; only what was given directly can be
 * taken away here. Source: Auth0 Management API contract.
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
    const present = (permission: TenantPermission) => presentPermission(store, permission);
    const items = permissionsOf(store, userId);
    return answerList(c, query, { name: 'permissions', items, idOf: permissionKey, present });
  });

  routes.post('/users/:id/permissions', async (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const userId = readUserId(c);
    const { permissions } = await readBody(c, PERMISSIONS);
    refuseUnknownUser(userId);
    refuseUnknown(store, permissions);
    store.transaction(() => {
      for (const permission of permissions) store.assignments.give(assignment(userId, permission));
    });
    return c.json({}, 201);
  });

  routes.delete('/users/:id/permissions', async (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const userId = readUserId(c);
    const { permissions } = await readBody(c, PERMISSIONS);
    refuseUnknownUser(userId);
    for (const permission of permissions) store.assignments.take(assignment(userId, permission));
    return c.body(null, 204);
  });

  return routes;
}
