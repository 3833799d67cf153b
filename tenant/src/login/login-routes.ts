import { Hono, type Context } from 'hono';
import type Provider from 'oidc-provider';
import { takeLoginTicket } from '../passwordless/login-ticket.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { profileOfAddress } from '../passwordless/address.ts';
import { takeSessionTransfer } from '../post-login/delegation.ts';
import { autoLoginIdentity } from './auto-login.ts';
import { errorPage } from '../pages/error-page.ts';
import { findInteraction, type Interaction, type InteractionHandler } from './interaction.ts';
import { showMfa, submitMfa } from './mfa-login.ts';
import { loginPage } from './login-page.ts';
import { STYLE_PATH } from '../pages/page.ts';
import { connectionRoutes } from './connection-routes.ts';
import { completeLogin, completeWithAddress } from './complete-login.ts';
import { showSignUp, signUpConnection, submitSignUp } from './sign-up.ts';
import { STYLES } from '../pages/styles.ts';

/** The login pages under `/u/login/{interaction}`. */
export function loginRoutes(context: TenantContext, provider: Provider): Hono {
  const app = new Hono();
  const within = (handler: InteractionHandler) => async (c: Context) => {
    const interaction = await findInteraction(c, context, provider);
    return interaction === undefined ? errorPage(c, EXPIRED) : handler(c, interaction);
  };
  app.get(STYLE_PATH, (c) => c.body(STYLES, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get(
    '/u/login/:uid',
    within(
      (c, interaction) =>
        silentLogin(context, interaction) ??
        suspendedLogin(c, interaction) ??
        secondFactor(c, interaction) ??
        delegatedLogin(context, c, interaction) ??
        provedLogin(context, interaction) ??
        autoLogin(context, interaction) ??
        firstPage(c, interaction),
    ),
  );
  // Other applications return to `/continue`; the cookie of the login is limited to the path of its pages.
  app.on(['GET', 'POST'], '/continue', async (c) => {
    const state = c.req.query('state') ?? '';
    const { search } = new URL(c.req.url);
    return /^[\w-]+$/.test(state) ? c.redirect(`/u/login/${state}/continue${search}`, 307) : errorPage(c, EXPIRED);
  });
  app.on(
    ['GET', 'POST'],
    '/u/login/:uid/continue',
    within(async (c, { suspended }) => {
      if (suspended?.redirect === undefined) return errorPage(c, EXPIRED);
      const body = c.req.method === 'POST' ? await c.req.parseBody() : {};
      return suspended.resume({ query: c.req.query(), body });
    }),
  );
  app.post(
    '/u/login/:uid/cancel',
    within((_c, interaction) => interaction.refuse('access_denied', 'User did not authorize the request')),
  );
  app.get(
    '/u/login/:uid/signup',
    within((c, interaction) => showSignUp(c, interaction)),
  );
  app.post(
    '/u/login/:uid/signup',
    within((c, interaction) => submitSignUp(context, c, interaction)),
  );
  app.get(
    '/u/login/:uid/mfa',
    within((c, interaction) => showMfa(context, c, interaction)),
  );
  app.post(
    '/u/login/:uid/mfa',
    within((c, interaction) => submitMfa(context, c, interaction)),
  );
  connectionRoutes(app, context, within);
  return app;
}

const EXPIRED = {
  title: 'This sign-in has expired',
  explanation: 'Go back to the application and sign in again.',
  status: 404,
} as const;

const SESSION_EXISTS = {
  title: 'You’re already signed in',
  explanation: 'Sign out before you sign in on behalf of another user.',
  status: 400,
} as const;

/** Uses the ticket of a `prompt=none` request, which must end without a page; an Action may still change the user. */
function silentLogin(context: TenantContext, interaction: Interaction): Promise<Response> | undefined {
  const { suspended } = interaction;
  if (interaction.parameter('silent_ticket') === undefined) return undefined;
  if (suspended !== undefined && suspended.redirect === undefined) return undefined;
  return provedLogin(context, interaction) ?? interaction.refuse('login_required', 'Login required');
}

/** Continues a login that an Action has suspended: redirects the user, or resumes as another user. */
function suspendedLogin(c: Context, { suspended, uid }: Interaction): Promise<Response> | Response | undefined {
  if (suspended?.redirect === undefined) return suspended?.resume();
  const url = new URL(suspended.redirect);
  url.searchParams.set('state', uid);
  return c.redirect(url.href, 303);
}

/** Redirects to the page for the second factor, once the first is proved. */
function secondFactor(c: Context, { mfa, path }: Interaction): Response | undefined {
  return mfa === undefined ? undefined : c.redirect(`${path}/mfa`, 303);
}

/** Starts the session of a `session_transfer_token`. Source: Auth0, "Implement Session Delegation". */
function delegatedLogin(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
): Promise<Response> | Response | undefined {
  const token = interaction.parameter('session_transfer_token');
  if (token === undefined) return undefined;
  if (interaction.signedIn) return errorPage(c, SESSION_EXISTS);
  if (interaction.parameter('response_type') !== 'code') {
    return interaction.refuse('invalid_request', 'session_transfer_token needs the authorization code flow');
  }
  const transfer = takeSessionTransfer(context, token);
  return transfer === undefined
    ? interaction.refuse('invalid_request', 'invalid session_transfer_token')
    : interaction.delegate(transfer);
}

/** Signs in a user who has already proved their address with a link from an email, or their password. */
function provedLogin(context: TenantContext, interaction: Interaction): Promise<Response> | undefined {
  const login = takeLoginTicket(context, interaction.parameter('login_ticket'));
  const connection = interaction.connections.find(({ name }) => name === login?.connection);
  if (login === undefined || connection === undefined) return undefined;
  if (login.id !== undefined) return completeLogin(context, interaction, connection, login.id);
  return completeWithAddress(context, interaction, connection, profileOfAddress(connection, login.address));
}

/** Signs in the user of `autoLogin`, unless the login requests a connection that they have no identity of. */
function autoLogin(context: TenantContext, interaction: Interaction): Promise<Response> | undefined {
  const identity = autoLoginIdentity(context, interaction);
  return identity && completeLogin(context, interaction, identity.connection, identity.id);
}

/** `connection=` goes straight to that provider's page, `screen_hint=signup` to the form. */
function firstPage(c: Context, interaction: Interaction): Promise<Response> | Response {
  const requested = interaction.parameter('connection');
  if (requested !== undefined) {
    return interaction.connections.some(({ name }) => name === requested)
      ? c.redirect(`${interaction.path}/c/${encodeURIComponent(requested)}`, 303)
      : interaction.refuse('invalid_request', 'the connection was not found');
  }
  if (interaction.parameter('screen_hint') === 'signup' && signUpConnection(interaction) !== undefined) {
    return c.redirect(`${interaction.path}/signup`, 303);
  }
  return loginPage(c, interaction);
}
