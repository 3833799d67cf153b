import { Hono } from 'hono';
import { z } from 'zod';
import { issueMailTicket } from '../../database/mail-ticket.ts';
import type { TenantIdentity } from '../../model/tenant-user.ts';
import { ApiError, invalidBody } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { TICKET_CONTEXT, databaseIdentityOf, TICKET_IDENTITY, checkTicketContext } from './mail-ticket-body.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';

const TICKET = {
  ...TICKET_CONTEXT,
  result_url: z.url().optional(),
  ttl_sec: z.int().min(0).optional(),
  includeEmailInRedirect: z.boolean().optional(),
  identity: TICKET_IDENTITY.optional(),
};
const VERIFICATION = z.strictObject({ ...TICKET, user_id: z.string().min(1) });
const PASSWORD_CHANGE = z.strictObject({
  ...TICKET,
  user_id: z.string().min(1).optional(),
  email: z.email().optional(),
  connection_id: z.string().min(1).optional(),
  mark_email_as_verified: z.boolean().optional(),
});
const UNSUPPORTED = "The user's main connection does not support this operation.";
const NO_ADDRESS = 'The user does not have an email address.';

/**
 * `/tickets/email-verification` and `/tickets/password-change`: links to the pages that a mail would lead to, for
 * applications that send the mail themselves. Source: Auth0 Management API contract.
 */
export function ticketRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const requireUser = (userId: string) => {
    const user = store.users.get(userId);
    if (user === undefined) throw new ApiError(404, 'inexistent_user', 'User not found.');
    return user;
  };
  const linkFor = (
    purpose: 'verify' | 'reset',
    { user_id: identity, connection }: TenantIdentity,
    body: Omit<z.output<typeof PASSWORD_CHANGE>, 'user_id'>,
  ) => {
    const { result_url: result, includeEmailInRedirect: withEmail, mark_email_as_verified: verifies } = body;
    const ticket = {
      ...{ purpose, identity, connection },
      ...(result === undefined ? {} : { result }),
      ...(withEmail === undefined ? {} : { withEmail }),
      ...(purpose === 'reset' ? { verifies: verifies === true } : {}),
    };
    // As on Auth0, 0 means the usual lifetime.
    return issueMailTicket(mail, ticket, body.ttl_sec === 0 ? undefined : body.ttl_sec);
  };

  routes.post('/tickets/email-verification', async (c) => {
    requireScope(c.get('bearer'), 'create:user_tickets');
    const { user_id: userId, ...body } = await readBody(c, VERIFICATION);
    const user = requireUser(userId);
    checkTicketContext(store, userId, body);
    const identity = databaseIdentityOf(user, body.identity, UNSUPPORTED);
    if (identity.profileData.email === undefined) throw new ApiError(400, 'inexistent_email', NO_ADDRESS);
    return c.json({ ticket: linkFor('verify', identity, body) }, 201);
  });

  routes.post('/tickets/password-change', async (c) => {
    requireScope(c.get('bearer'), 'create:user_tickets');
    const { user_id: userId, email, connection_id: connectionId, ...body } = await readBody(c, PASSWORD_CHANGE);
    if (userId !== undefined) {
      const user = requireUser(userId);
      checkTicketContext(store, userId, body);
      return c.json({ ticket: linkFor('reset', databaseIdentityOf(user, body.identity, UNSUPPORTED), body) }, 201);
    }
    if (email === undefined || connectionId === undefined) {
      throw invalidBody("Either 'user_id', or 'email' and 'connection_id'");
    }
    const connection = store.connections.getById(connectionId);
    if (connection === undefined) {
      throw new ApiError(400, 'inexistent_connection', `The connection with id ${connectionId} does not exist.`);
    }
    const found = store.users.findLogin(connection.name, email);
    if (found === undefined) throw new ApiError(404, 'inexistent_user', 'User not found.');
    checkTicketContext(store, found.user.user_id, body);
    return c.json({ ticket: linkFor('reset', found.identity, body) }, 201);
  });

  return routes;
}
