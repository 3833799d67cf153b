import { Hono } from 'hono';
import { z } from 'zod';
import { roleId } from '../../model/tenant-role.ts';
import { ApiError, userNotFound } from '../http/api-error.ts';
import { requireScope, type Bearer } from '../http/bearer.ts';
import { CHECKPOINT_PARAMETERS, respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { presentMember } from './present-member.ts';
import { presentRole, requireRole } from './role-resource.ts';
import { readBody, readQuery, readUserId } from '../http/read-request.ts';

const USERS_QUERY = z.strictObject({ ...PAGE_PARAMETERS, ...CHECKPOINT_PARAMETERS });
const ROLES_QUERY = z.strictObject(PAGE_PARAMETERS);
const USERS = z.strictObject({ users: z.array(z.string().min(1)).min(1) });
const ROLES = z.strictObject({ roles: z.array(z.string().min(1)).min(1) });

/**
 * Who has which role: `/roles/{id}/users` and `/users/{id}/roles`. Roles of organization members are separate.
 * Source: Auth0 Management API contract.
 */
export function roleMemberRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const assignment = (userId: string, role: string) =>
    ({ user_id: userId, kind: 'role', name: role, within: '' }) as const;

  routes.get('/roles/:id/users', (c) => {
    requireReadingMembers(c.get('bearer'));
    const query = readQuery(c, USERS_QUERY);
    const id = roleId(requireRole(store, c.req.param('id')));
    const items = store.assignments.userIds('role', id).flatMap((userId) => store.users.get(userId) ?? []);
    return respondWithList(c, query, { name: 'users', items, idOf: (user) => user.user_id, present: presentMember });
  });

  routes.post('/roles/:id/users', async (c) => {
    requireScope(c.get('bearer'), 'update:users', 'create:role_members');
    const { users } = await readBody(c, USERS);
    const id = roleId(requireRole(store, c.req.param('id')));
    if (users.some((userId) => store.users.get(userId) === undefined)) throw userNotFound();
    store.transaction(() => {
      for (const userId of users) store.assignments.assign(assignment(userId, id));
    });
    return c.json({});
  });

  routes.get('/users/:id/roles', (c) => {
    requireReadingMembers(c.get('bearer'));
    const userId = readUserId(c);
    const query = readQuery(c, ROLES_QUERY);
    if (store.users.get(userId) === undefined) throw new ApiError(404, 'inexistent_user', 'User not found.');
    const given = store.assignments.ofUser(userId, 'role').filter(({ within }) => within === '');
    const items = given.flatMap(({ name }) => store.roles.get(name) ?? []);
    return respondWithList(c, query, { name: 'roles', items, idOf: roleId, present: presentRole });
  });

  routes.post('/users/:id/roles', async (c) => {
    requireScope(c.get('bearer'), 'update:users', 'create:role_members');
    const userId = readUserId(c);
    const { roles } = await readBody(c, ROLES);
    if (store.users.get(userId) === undefined) throw userNotFound();
    const ids = roles.map((id) => roleId(requireRole(store, id)));
    store.transaction(() => {
      for (const id of ids) store.assignments.assign(assignment(userId, id));
    });
    return c.body(null, 204);
  });

  routes.delete('/users/:id/roles', async (c) => {
    requireScope(c.get('bearer'), 'update:users', 'delete:role_members');
    const userId = readUserId(c);
    const { roles } = await readBody(c, ROLES);
    if (store.users.get(userId) === undefined) throw userNotFound();
    for (const id of roles) store.assignments.unassign(assignment(userId, id));
    return c.body(null, 204);
  });

  return routes;
}

/** `read:role_members` alone is enough; otherwise the caller needs `read:users` and `read:roles`. */
function requireReadingMembers(bearer: Bearer): void {
  if (bearer.scopes.has('read:role_members')) return;
  for (const scope of ['read:users', 'read:roles']) {
    if (bearer.scopes.has(scope)) continue;
    const message = 'Insufficient scope, expected all of: read:users,read:roles,read:role_members';
    throw new ApiError(403, 'insufficient_scope', message);
  }
}
