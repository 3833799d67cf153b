import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { issueEnrollmentTicket } from '../../mfa/enrollment-ticket.ts';
import { storeRecoveryCode } from '../../mfa/recovery-code.ts';
import { requestFacts } from '../../net/request-facts.ts';
import { ApiError, invalidUri, userNotFound } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody, readUserId } from '../http/read-request.ts';
import { presentEnrollments } from './present-authentication-methods.ts';

const TICKET = z.strictObject({
  user_id: z.string().min(1),
  email: z.email().optional(),
  send_mail: z.boolean().optional(),
  email_locale: z.string().optional(),
  // For every requested factor, the user sets up an authenticator app, the tenant's only factor.
  factor: z.enum(['push-notification', 'phone', 'email', 'otp', 'webauthn-roaming', 'webauthn-platform']).optional(),
  allow_multiple_enrollments: z.boolean().optional(),
});
const ASSESSORS = z.strictObject({ connection: z.string().min(1), assessors: z.array(z.literal('new-device')) });

/**
 * Recovery codes, removal of factors by provider, `/guardian/enrollments`, and what a user of this tenant never has:
 * remembered browsers, risk assessments, connected accounts and token sets. Source: Auth0 Management API and recorded
 * responses.
 */
export function secondFactorRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const userIdOf = (c: Context<ManagementEnvironment>) => {
    const userId = readUserId(c);
    if (store.users.get(userId) === undefined) throw userNotFound();
    return userId;
  };
  const remove = (c: Context<ManagementEnvironment>, userId: string) => {
    if (!store.authenticators.delete(userId)) return;
    store.logs.write({ ...requestFacts(c), type: 'gd_unenroll', user_id: userId });
  };

  routes.post('/users/:id/recovery-code-regeneration', (c) => {
    requireScope(c.get('bearer'), 'update:users');
    return c.json({ recovery_code: storeRecoveryCode(store, userIdOf(c)) });
  });

  routes.delete('/users/:id/multifactor/:provider', (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const provider = c.req.param('provider');
    if (provider !== 'duo' && provider !== 'google-authenticator') {
      throw invalidUri("No enum match for value of property 'provider'");
    }
    const userId = userIdOf(c);
    if (provider === 'google-authenticator') remove(c, userId);
    return c.body(null, 204);
  });

  routes.post('/users/:id/multifactor/actions/invalidate-remember-browser', (c) => {
    requireScope(c.get('bearer'), 'update:users');
    userIdOf(c);
    return c.body(null, 204);
  });
  routes.post('/users/:id/risk-assessments/clear', async (c) => {
    requireScope(c.get('bearer'), 'update:users');
    await readBody(c, ASSESSORS);
    userIdOf(c);
    return c.body(null, 204);
  });
  routes.get('/users/:id/connected-accounts', (c) => {
    requireScope(c.get('bearer'), 'read:users');
    userIdOf(c);
    return c.json({ connected_accounts: [] });
  });
  routes.get('/users/:id/federated-connections-tokensets', (c) => {
    requireScope(c.get('bearer'), 'read:federated_connections_tokens');
    userIdOf(c);
    return c.json([]);
  });
  routes.delete('/users/:id/federated-connections-tokensets/:tokenset', (c) => {
    requireScope(c.get('bearer'), 'delete:federated_connections_tokens');
    userIdOf(c);
    return c.body(null, 204);
  });

  routes.post('/guardian/enrollments/ticket', async (c) => {
    requireScope(c.get('bearer'), 'create:guardian_enrollment_tickets');
    const { user_id: userId, email, send_mail: sends = false } = await readBody(c, TICKET);
    const user = store.users.get(userId);
    if (user === undefined) throw new ApiError(404, 'inexistent_user', 'User not found.');
    const ticket = issueEnrollmentTicket(mail, userId);
    const to = email ?? user.email;
    if (sends && to !== undefined) {
      const text = 'Set up a second factor.';
      mail.mailbox.deliver({ medium: 'email', to, kind: 'enrollment_email', text, link: ticket.ticket_url });
    }
    return c.json(ticket);
  });
  const requireEnrollment = (id: string) => {
    for (const { user_id: userId } of store.users.list()) {
      const enrollment = presentEnrollments(userId, store.authenticators.get(userId)).find((each) => each.id === id);
      if (enrollment !== undefined) return { userId, enrollment };
    }
    throw new ApiError(404, 'enrollment_not_found', 'Enrollment not found');
  };
  routes.get('/guardian/enrollments/:id', (c) => {
    requireScope(c.get('bearer'), 'read:guardian_enrollments');
    const { userId, enrollment } = requireEnrollment(c.req.param('id'));
    const { id, status, name, enrolled_at: enrolledAt, last_auth: lastAuth } = enrollment;
    return c.json({ id, status, name, enrolled_at: enrolledAt, last_auth: lastAuth, user_id: userId });
  });
  routes.delete('/guardian/enrollments/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:guardian_enrollments');
    remove(c, requireEnrollment(c.req.param('id')).userId);
    return c.body(null, 204);
  });

  return routes;
}
