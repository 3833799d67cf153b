import { Hono } from 'hono';
import { z } from 'zod';
import { organizationId } from '../../model/tenant-organization.ts';
import { roleId } from '../../model/tenant-role.ts';
import type { TenantUser } from '../../model/tenant-user.ts';
import { rolesOf } from '../../store/effective-permissions.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint, respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { requireOrganization } from './organization-resource.ts';
import {
  EFFECTIVE_ROLES_QUERY,
  respondWithEffectiveRoles,
  ROLE_SOURCES_QUERY,
} from '../roles/effective-role-routes.ts';
import { presentMember, presentOrganizationMember } from '../roles/present-member.ts';
import { presentRole, requireRole } from '../roles/role-resource.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const MEMBERS_QUERY = z.strictObject({ ...PAGE_PARAMETERS, ...CHECKPOINT_PARAMETERS, ...FIELD_PARAMETERS });
const ROLE_MEMBERS_QUERY = z.strictObject({ ...CHECKPOINT_PARAMETERS, ...FIELD_PARAMETERS });
const ROLES_QUERY = z.strictObject(PAGE_PARAMETERS);
const MEMBERS = z.strictObject({ members: z.array(z.string().min(1)).min(1).max(10) });
const ROLES = z.strictObject({ roles: z.array(z.string().min(1)).min(1) });
const MEMBER_ROLES = '/organizations/:id/members/:member/roles';

/** `/organizations/{id}/members`, and the roles of each there. Source: Auth0 Management API. */
export function organizationMemberRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const idOf = (id: string) => organizationId(requireOrganization(store, id));
  const membership = (userId: string, organization: string) =>
    ({ user_id: userId, kind: 'membership', name: organization, within: '' }) as const;
  const role = (userId: string, id: string, organization: string) =>
    ({ user_id: userId, kind: 'role', name: id, within: organization }) as const;
  const requireMember = (userId: string, organization: string) => {
    if (store.assignments.has(membership(userId, organization))) return;
    throw new ApiError(404, 'inexistent_member', 'No member found by that id.');
  };

  routes.get('/organizations/:id/members', (c) => {
    requireScope(c.get('bearer'), 'read:organization_members');
    const query = readQuery(c, MEMBERS_QUERY);
    const id = idOf(c.req.param('id'));
    const withRoles = query.fields?.split(',').includes('roles') === true;
    if (withRoles) requireScope(c.get('bearer'), 'read:organization_member_roles');
    const present = (user: TenantUser) => {
      const roles = withRoles ? rolesOf(store, user.user_id, id) : undefined;
      return selectFields({ ...presentOrganizationMember(user, roles) }, query);
    };
    const items = store.assignments.userIds('membership', id).flatMap((userId) => store.users.get(userId) ?? []);
    return respondWithList(c, query, { name: 'members', items, idOf: (user) => user.user_id, present });
  });

  routes.post('/organizations/:id/members', async (c) => {
    requireScope(c.get('bearer'), 'create:organization_members');
    const { members } = await readBody(c, MEMBERS);
    const id = idOf(c.req.param('id'));
    if (members.some((userId) => store.users.get(userId) === undefined)) {
      throw new ApiError(400, 'inexistent_user', 'One or more users do not exist.');
    }
    store.transaction(() => {
      for (const userId of members) store.assignments.assign(membership(userId, id));
    });
    return c.body(null, 204);
  });

  routes.delete('/organizations/:id/members', async (c) => {
    requireScope(c.get('bearer'), 'delete:organization_members');
    const { members } = await readBody(c, MEMBERS);
    const id = idOf(c.req.param('id'));
    store.transaction(() => {
      for (const userId of members) {
        store.assignments.unassign(membership(userId, id));
        store.assignments.deleteWithin('role', id, userId);
      }
    });
    return c.body(null, 204);
  });

  routes.get('/organizations/:id/roles/:role/members', (c) => {
    requireScope(c.get('bearer'), 'read:organization_member_roles');
    const query = readQuery(c, ROLE_MEMBERS_QUERY);
    const id = idOf(c.req.param('id'));
    const { id: wanted } = presentRole(requireRole(store, c.req.param('role')));
    const users = store.assignments.userIds('role', wanted, id).flatMap((userId) => store.users.get(userId) ?? []);
    const { shown, next } = fromCheckpoint(users, (user) => user.user_id, query);
    const members = shown.map((user) => selectFields({ ...presentMember(user) }, query));
    return c.json({ members, ...(next === undefined ? {} : { next }) });
  });

  const EFFECTIVE = '/organizations/:id/members/:member/effective-roles';
  routes.get(EFFECTIVE, (c) => {
    requireScope(c.get('bearer'), 'read:organization_member_roles');
    const query = readQuery(c, EFFECTIVE_ROLES_QUERY);
    const [id, userId] = [idOf(c.req.param('id')), c.req.param('member')];
    requireMember(userId, id);
    return respondWithEffectiveRoles(c, rolesOf(store, userId, id), query);
  });
  routes.get(`${EFFECTIVE}/sources/groups`, (c) => {
    requireScope(c.get('bearer'), 'read:organization_member_roles');
    requireRole(store, readQuery(c, ROLE_SOURCES_QUERY).role_id);
    requireMember(c.req.param('member'), idOf(c.req.param('id')));
    return c.json({ groups: [] });
  });

  routes.get(MEMBER_ROLES, (c) => {
    requireScope(c.get('bearer'), 'read:organization_member_roles');
    const query = readQuery(c, ROLES_QUERY);
    const [id, userId] = [idOf(c.req.param('id')), c.req.param('member')];
    requireMember(userId, id);
    const items = rolesOf(store, userId, id);
    return respondWithList(c, query, { name: 'roles', items, idOf: roleId, present: presentRole });
  });

  routes.post(MEMBER_ROLES, async (c) => {
    requireScope(c.get('bearer'), 'create:organization_member_roles');
    const { roles } = await readBody(c, ROLES);
    const [id, userId] = [idOf(c.req.param('id')), c.req.param('member')];
    // Recorded: roles are assigned before membership, too.
    if (store.users.get(userId) === undefined)
      throw new ApiError(404, 'inexistent_member', 'No member found by that id.');
    const ids = roles.map((each) => roleId(requireRole(store, each)));
    store.transaction(() => {
      for (const each of ids) store.assignments.assign(role(userId, each, id));
    });
    return c.body(null, 204);
  });

  routes.delete(MEMBER_ROLES, async (c) => {
    requireScope(c.get('bearer'), 'delete:organization_member_roles');
    const { roles } = await readBody(c, ROLES);
    const [id, userId] = [idOf(c.req.param('id')), c.req.param('member')];
    requireMember(userId, id);
    for (const each of roles) store.assignments.unassign(role(userId, each, id));
    return c.body(null, 204);
  });

  return routes;
}
