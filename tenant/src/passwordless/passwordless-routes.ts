import type { Context, Hono } from 'hono';
import {
  authenticationRoutes,
  offersConnection,
  provenClient,
  readBody,
  requireText,
  oauthRefusal,
} from '../authentication/authentication-routes.ts';
import { errorPage } from '../pages/error-page.ts';
import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { requestFacts } from '../net/request-facts.ts';
import { issueLoginTicket } from './login-ticket.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { identityOfAddress, readAddress } from './address.ts';
import { checkCode } from './one-time-code.ts';
import { acceptsAddress, sendCode } from './send-code.ts';
import { sendLink } from './send-link.ts';

type Body = Readonly<Record<string, unknown>>;

/** `/passwordless/start` and the link of a passwordless mail. Source: Auth0 Authentication API, "Passwordless". */
export function passwordlessRoutes(context: TenantContext): Hono {
  const app = authenticationRoutes(context, '/passwordless/*');
  app.post('/passwordless/start', async (c) => c.json(start(context, await readBody(c), requestFacts(c))));
  app.post('/passwordless/challenge', (c) => c.json({ required: false }));
  app.get('/passwordless/verify_redirect', (c) => followLink(context, c));
  return app;
}

function start(context: TenantContext, body: Body, request: ReturnType<typeof requestFacts>): Body {
  const client = provenClient(context, body);
  const connection = passwordlessConnection(context, client, requireText(body, 'connection'));
  const sms = connection.strategy === 'sms';
  const address = readAddress(sms ? 'sms' : 'email', requireText(body, sms ? 'phone_number' : 'email'));
  if (address === undefined) {
    throw oauthRefusal(400, sms ? 'bad.phone_number' : 'bad.email', `The ${sms ? 'phone number' : 'email'} is invalid`);
  }
  const send = body['send'] ?? 'link';
  if (send !== 'link' && send !== 'code') throw oauthRefusal(400, 'bad.send', 'send must be code or link');
  if (!acceptsAddress(context, connection, address))
    throw oauthRefusal(400, 'bad.connection', 'Public signup is disabled');
  const facts = { ...request, client_id: client.client_id };
  if (sms || send === 'code') sendCode(context, connection, address, facts);
  else sendLink(context, client, connection, address, body['authParams'], facts);
  const { id, verified } = identityOfAddress(context.store, connection, address);
  return sms
    ? { _id: String(id), phone_number: address, phone_verified: verified }
    : { _id: String(id), email: address, email_verified: verified };
}

/** @throws AuthenticationRefusal 400 unless it is a passwordless connection of the application */
function passwordlessConnection({ store }: TenantContext, client: TenantClient, name: string): TenantConnection {
  const connection = store.connections.get(name);
  if (connection === undefined || (connection.strategy !== 'email' && connection.strategy !== 'sms')) {
    throw oauthRefusal(400, 'bad.connection', 'Connection does not exist');
  }
  if (!offersConnection(client, connection)) throw oauthRefusal(400, 'bad.connection', 'Connection is disabled');
  return connection;
}

/** Continues to `/authorize` with a ticket that logs in: the browser that opens the link gets the session. */
function followLink(context: TenantContext, c: Context): Promise<Response> | Response {
  const request = new URL(c.req.url).searchParams;
  const connection = context.store.connections.get(request.get('connection') ?? '');
  const address = readAddress('email', request.get('email') ?? '');
  const code = request.get('verification_code') ?? '';
  const verdict =
    connection === undefined || address === undefined ? 'wrong' : checkCode(context, connection, address, code);
  if (connection === undefined || address === undefined || verdict !== 'right') return errorPage(c, USED_LINK);
  for (const own of ['verification_code', 'email']) request.delete(own);
  request.set('prompt', 'login');
  request.set('login_ticket', issueLoginTicket(context, { connection: connection.name, address }));
  return c.redirect(`/authorize?${request}`, 302);
}

const USED_LINK = {
  title: 'This link doesn’t work anymore',
  explanation: 'It was already used, has expired, or was replaced by a newer one. Sign in again to get a new one.',
  status: 400,
} as const;
