import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { AuthenticationRefusal } from '../authentication/authentication-routes.ts';
import { errorPage } from '../pages/error-page.ts';
import { field, problem } from '../pages/fields.ts';
import { sendPage } from '../pages/page.ts';
import { localizationFor } from '../languages/localization.ts';
import { newPasswordField } from './new-password-field.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { requestFacts } from '../net/request-facts.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { removeBlocksOf } from './login-attempts.ts';
import { findMailTicket, takeMailTicket, type MailTicket } from './mail-ticket.ts';
import { checkPassword } from './sign-up.ts';

/** The pages that links in mails lead to: verify an address, choose a new password, lift a block. */
export function mailLinkRoutes(context: TenantContext): Hono {
  const app = new Hono();
  app.get('/u/email-verification', (c) => verify(context, c));
  app.get('/u/unblock', (c) => unblock(context, c));
  app.get('/u/reset-verify', (c) => {
    const [ticket, connection] = resetOf(context, c);
    return ticket === undefined ? errorPage(c, USED) : resetPage(c, ticket, connection);
  });
  app.post('/u/reset-verify', (c) => reset(context, c));
  return app;
}

const CHANGED = 'You can now login to the application with the new password.';
const USED = {
  title: 'This link doesn’t work anymore',
  explanation: 'It was already used, or it has expired.',
  status: 400,
} as const;

async function verify(context: TenantContext, c: Context): Promise<Response> {
  const ticket = takeMailTicket(context, 'verify', c.req.query('ticket'));
  const user = ticket && context.store.users.verifyEmail(identityOf(ticket));
  const logFields = { ...requestFacts(c), connection: ticket?.connection, user_id: user?.user_id };
  if (ticket === undefined || user === undefined) {
    context.store.logs.write({ ...logFields, type: 'fv', description: USED.explanation });
    return errorPage(c, USED);
  }
  context.store.logs.write({ ...logFields, type: 'sv' });
  const message = 'Your email was verified. You can continue using the application.';
  if (ticket.result !== undefined) return c.redirect(resultUrl(context, ticket, message), 303);
  return donePage(c, 'Your email address is verified', 'You can go back to the application.');
}

function unblock(context: TenantContext, c: Context): Promise<Response> {
  const ticket = takeMailTicket(context, 'unblock', c.req.query('ticket'));
  const user = ticket && context.store.users.findByIdentity('auth0', ticket.identity);
  if (user === undefined) return errorPage(c, USED);
  removeBlocksOf(context, user);
  context.store.logs.write({ ...requestFacts(c), type: 'ublkdu', user_id: user.user_id });
  return donePage(c, 'Your account is no longer blocked', 'You can sign in again.');
}

async function reset(context: TenantContext, c: Context): Promise<Response> {
  const [ticket, connection] = resetOf(context, c);
  if (ticket === undefined) return errorPage(c, USED);
  const form = await c.req.parseBody();
  const password = textOf(form['password']);
  if (password !== textOf(form['repeated'])) return resetPage(c, ticket, connection, 'The two passwords don’t match.');
  try {
    checkPassword(connection, password);
  } catch (error) {
    // Too weak: the page says what is missing. Anything else is a defect.
    if (!(error instanceof AuthenticationRefusal)) throw error;
    return resetPage(c, ticket, connection, 'That password is too weak.');
  }
  takeMailTicket(context, 'reset', c.req.query('ticket'));
  const user = context.store.users.changePassword(identityOf(ticket), password, ticket.verifies);
  if (user === undefined) return errorPage(c, USED);
  removeBlocksOf(context, user);
  context.store.logs.write({
    ...requestFacts(c),
    type: 'scp',
    connection: ticket.connection,
    user_id: user.user_id,
    description: CHANGED,
  });
  if (ticket.result !== undefined) return c.redirect(resultUrl(context, ticket, CHANGED), 303);
  return donePage(
    c,
    'Your password was changed',
    'Anyone who signed in with the old password is signed out.',
    ticket.back,
  );
}

function resetOf(context: TenantContext, c: Context): [MailTicket, TenantConnection] | [undefined, undefined] {
  const ticket = findMailTicket(context, 'reset', c.req.query('ticket'));
  const connection = ticket && context.store.connections.get(ticket.connection);
  return ticket === undefined || connection === undefined ? [undefined, undefined] : [ticket, connection];
}

/** Where the creator of the ticket sends the user. Source: Auth0, "Customize Email Handling": Redirect To. */
function resultUrl({ store }: TenantContext, ticket: MailTicket, message: string): string {
  const url = new URL(ticket.result ?? '');
  const user = store.users.findByIdentity('auth0', ticket.identity);
  const identity = user?.identities.find((each) => String(each.user_id) === String(ticket.identity));
  const email = identity?.profileData.email;
  if (ticket.withEmail === true && email !== undefined) url.searchParams.set('email', email);
  url.searchParams.set('success', 'true');
  url.searchParams.set('message', message);
  url.searchParams.set('code', 'success');
  return url.href;
}

function identityOf({ identity }: MailTicket) {
  return { provider: 'auth0', user_id: identity };
}

function resetPage(
  c: Context,
  { result }: MailTicket,
  connection: TenantConnection,
  errorText?: string,
): Promise<Response> {
  const here = `/u/reset-verify?ticket=${encodeURIComponent(c.req.query('ticket') ?? '')}`;
  return sendPage(c, {
    heading: 'Choose a new password',
    formTargets: result === undefined ? [] : [new URL(result).origin],
    body: html`${problem(errorText)}
      <form method="post" action="${here}" class="fields">
        ${newPasswordField(connection, localizationFor(undefined))}
        ${field({ name: 'repeated', label: 'Repeat the password', type: 'password', autocomplete: 'new-password' })}
        <button>Change password</button>
      </form>`,
  });
}

function donePage(c: Context, heading: string, lead: string, back?: string): Promise<Response> {
  return sendPage(c, {
    heading,
    lead,
    body: back === undefined ? html`` : html`<p class="aside"><a href="${back}">Back to sign-in</a></p>`,
  });
}
