import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { roleId, type TenantRole } from '../../model/tenant-role.ts';
import { permissionExists } from '../../store/effective-permissions.ts';
import { ApiError } from '../http/api-error.ts';
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
import { presentRole, requireRole } from './role-resource.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject({
  ...PAGE_PARAMETERS,
  name_filter: z.string().optional(),
  type: z.enum(['tenant', 'organization']).optional(),
});
const PERMISSIONS_QUERY = z.strictObject(PAGE_PARAMETERS);
const CREATE = z.strictObject({ name: z.string().min(1), description: z.string().optional() });
const UPDATE = CREATE.partial();

/** `/roles`, `/roles/{id}` and `/roles/{id}/permissions`. Source: Auth0 Management API contract. */
export function roleRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const refuseTaken = (name: string | undefined, id?: string) => {
    if (store.roles.list().some((role) => role.name === name && roleId(role) !== id)) {
      throw new ApiError(409, 'role_conflict', 'The role already exists.');
    }
  };
  const save = (role: TenantRole) => {
    store.roles.upsert(role);
    return presentRole(role);
  };

  routes.get('/roles', (c) => {
    requireScope(c.get('bearer'), 'read:roles');
    const query = readQuery(c, LIST_QUERY);
    const filter = query.name_filter?.toLowerCase() ?? '';
    const items = store.roles
      .list()
      .filter(({ name }) => name.toLowerCase().includes(filter))
      // No role belongs to an organization.
      .filter(() => query.type !== 'organization');
    return respondWithList(c, query, { name: 'roles', items, idOf: roleId, present: presentRole });
  });

  routes.post('/roles', async (c) => {
    requireScope(c.get('bearer'), 'create:roles');
    const { name, description = name } = await readBody(c, CREATE);
    refuseTaken(name);
    return c.json(save({ id: `rol_${randomBytes(8).toString('hex')}`, name, description }));
  });

  routes.get('/roles/:id', (c) => {
    requireScope(c.get('bearer'), 'read:roles');
    return c.json(presentRole(requireRole(store, c.req.param('id'))));
  });

  routes.patch('/roles/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:roles');
    const { name, description } = await readBody(c, UPDATE);
    const role = requireRole(store, c.req.param('id'));
    const id = roleId(role);
    refuseTaken(name, id);
    return c.json(
      save({
        ...{ ...role, id, name: name ?? role.name },
        ...(description === undefined ? {} : { description }),
      }),
    );
  });

  routes.delete('/roles/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:roles');
    const id = roleId(requireRole(store, c.req.param('id')));
    store.transaction(() => {
      store.roles.delete(id);
      store.assignments.deleteAll('role', id);
    });
    return c.json({});
  });

  routes.get('/roles/:id/permissions', (c) => {
    requireScope(c.get('bearer'), 'read:roles');
    const query = readQuery(c, PERMISSIONS_QUERY);
    const given = requireRole(store, c.req.param('id')).permissions ?? [];
    const items = given.filter((permission) => permissionExists(store, permission));
    const present = (permission: (typeof items)[number]) => presentPermission(store, permission);
    return respondWithList(c, query, { name: 'permissions', items, idOf: permissionKey, present });
  });

  routes.post('/roles/:id/permissions', async (c) => {
    requireScope(c.get('bearer'), 'update:roles');
    const { permissions } = await readBody(c, PERMISSIONS);
    const role = requireRole(store, c.req.param('id'));
    refuseUnknownPermissions(store, permissions);
    const kept = (role.permissions ?? []).filter((had) => !permissions.some((added) => isSamePermission(had, added)));
    save({ ...role, permissions: [...kept, ...permissions] });
    return c.json({}, 201);
  });

  routes.delete('/roles/:id/permissions', async (c) => {
    requireScope(c.get('bearer'), 'update:roles');
    const { permissions } = await readBody(c, PERMISSIONS);
    const role = requireRole(store, c.req.param('id'));
    const kept = (role.permissions ?? []).filter((had) => !permissions.some((taken) => isSamePermission(had, taken)));
    save({ ...role, permissions: kept });
    return c.body(null, 204);
  });

  return routes;
}
