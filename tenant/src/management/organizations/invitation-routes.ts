import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { organizationId } from '../../model/tenant-organization.ts';
import { INVITATIONS } from '../../store/accept-invitation.ts';
import type { StoredDocument } from '../../store/tables/document-store.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { PAGE_PARAMETERS, pageOf } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import { requireOrganization } from './organization-resource.ts';

const WEEK = 604_800;
const MAX_SECONDS = 2_592_000;
const metadata = z.record(z.string(), z.unknown());
const CREATE = z.strictObject({
  inviter: z.strictObject({ name: z.string().min(1).max(300) }),
  invitee: z.strictObject({ email: z.email() }),
  client_id: z.string().min(1),
  connection_id: z.string().min(1).optional(),
  ...{ app_metadata: metadata.optional(), user_metadata: metadata.optional() },
  ttl_sec: z
    .int()
    .min(0)
    .max(MAX_SECONDS, `Value is greater than maximum ${String(MAX_SECONDS)}`)
    .optional(),
  roles: z.array(z.string().min(1)).min(1).optional(),
  send_invitation_email: z.boolean().optional(),
});
const LIST = z.strictObject({ ...PAGE_PARAMETERS, ...FIELD_PARAMETERS, sort: z.string().optional() });
const BASE = '/organizations/:id/invitations';

/** Invitations to an organization; a login with one makes the user a member. Source: Auth0 Management API. */
export function invitationRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const invitations = store.settings(INVITATIONS);
  const idOf = (id: string) => organizationId(requireOrganization(store, id));
  const require = (organization: string, id: string): StoredDocument => {
    const found = invitations.get(id);
    if (found?.['organization_id'] === organization) return found;
    throw new ApiError(404, 'inexistent_invitation', 'The invitation does not exist.');
  };

  routes.get(BASE, (c) => {
    requireScope(c.get('bearer'), 'read:organization_invitations');
    const query = readQuery(c, LIST);
    const { page, perPage } = pageOf(query, 50);
    const organization = idOf(c.req.param('id'));
    const all = invitations.list().filter((each) => each['organization_id'] === organization);
    // Newest first is the default order of Auth0.
    const ordered = query.sort === 'created_at:1' ? all : all.toReversed();
    const shown = ordered.slice(page * perPage, (page + 1) * perPage).map((each) => selectFields(each, query));
    // Recorded: `limit` is the number of invitations, and there is no `total`.
    const totals = { start: page * perPage, limit: shown.length };
    return c.json(query.include_totals === true ? { ...totals, invitations: shown } : shown);
  });

  routes.post(BASE, async (c) => {
    requireScope(c.get('bearer'), 'create:organization_invitations');
    const organization = requireOrganization(store, c.req.param('id'));
    const { send_invitation_email: sends, ttl_sec: life = WEEK, ...body } = await readBody(c, CREATE);
    const client = store.clients.get(body.client_id);
    if (client === undefined) throw new ApiError(400, 'inexistent_client', 'The client does not exist.');
    for (const id of body.roles ?? []) {
      if (store.roles.get(id) === undefined) throw new ApiError(400, 'inexistent_role', 'The role does not exist.');
    }
    if (body.connection_id !== undefined && store.connections.getById(body.connection_id) === undefined) {
      throw new ApiError(400, 'inexistent_connection', 'The connection does not exist.');
    }
    const tenant = store.settings('object').get('/tenants/settings');
    const route = client.settings?.['initiate_login_uri'] ?? tenant?.['default_redirection_uri'];
    if (typeof route !== 'string') {
      const message = 'A default login route is required to generate the invitation url. Consult the documentation.';
      throw new ApiError(400, 'invalid_body', message);
    }
    const ticket = randomBytes(24).toString('base64url');
    const url = new URL(route);
    url.searchParams.set('invitation', ticket);
    url.searchParams.set('organization', organizationId(organization));
    url.searchParams.set('organization_name', organization.name);
    const now = mail.clock.now();
    const invitation = {
      ...{ id: `uinv_${randomBytes(12).toString('base64url').slice(0, 16)}`, ...body, invitation_url: url.href },
      ...{ ticket_id: ticket, created_at: new Date(now).toISOString() },
      ...{ expires_at: new Date(now + life * 1000).toISOString(), organization_id: organizationId(organization) },
    };
    invitations.upsert(invitation);
    if (sends !== false) {
      const text = `${body.inviter.name} invites you to ${organization.display_name ?? organization.name}.`;
      mail.mailbox.deliver({ medium: 'email', to: body.invitee.email, kind: 'user_invitation', text, link: url.href });
    }
    return c.json(invitation, 201);
  });

  routes.get(`${BASE}/:invitation`, (c) => {
    requireScope(c.get('bearer'), 'read:organization_invitations');
    const found = require(idOf(c.req.param('id')), c.req.param('invitation'));
    return c.json(selectFields(found, readQuery(c, z.strictObject(FIELD_PARAMETERS))));
  });

  routes.delete(`${BASE}/:invitation`, (c) => {
    requireScope(c.get('bearer'), 'delete:organization_invitations');
    invitations.delete(require(idOf(c.req.param('id')), c.req.param('invitation')).id);
    return c.body(null, 204);
  });

  return routes;
}
