import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import {
  authenticationRoutes,
  callingClient,
  oauthRefusal,
  offersConnection,
  readBody,
  requireText,
} from '../authentication/authentication-routes.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { PASSWORD_REALM_GRANT } from '../model/grant-types.ts';
import type { TenantClient } from '../model/tenant-client.ts';
import { requestFacts } from '../net/request-facts.ts';
import { readAddress } from '../passwordless/address.ts';
import { issueLoginTicket, type ProvedLogin } from '../passwordless/login-ticket.ts';
import { checkCode, codeErrorText } from '../passwordless/one-time-code.ts';
import { BLOCKED_TEXT, checkLogin, WRONG_TEXT } from './check-login.ts';

const UNKNOWN_REALM = 'Unknown or disabled realm';
const OTP_CREDENTIAL = 'http://auth0.com/oauth/grant-type/passwordless/otp';

type Body = Readonly<Record<string, unknown>>;
type Facts = ReturnType<typeof requestFacts>;

/**
 * The requests of Lock and auth0-js: `/co/authenticate`, which checks a password or a code entered on the application's
 * own login page before `/authorize`; `/client/{id}.js`, with the connections of a client; whether a CAPTCHA is
 * required. Source: auth0-js and Lock.
 */
export function crossOriginRoutes(context: TenantContext): Hono {
  const { store } = context;
  const app = authenticationRoutes(context, '/co/*', '/usernamepassword/*');

  app.post('/co/authenticate', async (c) => {
    const body = await readBody(c);
    const client = callingClient(context, body);
    const type = body['credential_type'] ?? PASSWORD_REALM_GRANT;
    if (type !== PASSWORD_REALM_GRANT && type !== 'password' && type !== OTP_CREDENTIAL) {
      throw oauthRefusal(400, 'unsupported_credential_type', `Unknown credential type: ${JSON.stringify(type)}`);
    }
    const prove = type === OTP_CREDENTIAL ? provedByCode : provedByPassword;
    return c.json({
      login_ticket: issueLoginTicket(context, prove(context, client, body, requestFacts(c))),
      co_verifier: randomBytes(24).toString('base64url'),
      co_id: randomBytes(12).toString('base64url'),
    });
  });

  app.post('/usernamepassword/challenge', (c) => c.json({ required: false }));

  app.get('/client/:file', (c) => {
    const id = /^(.+)\.js$/.exec(c.req.param('file'))?.[1] ?? '';
    const client = store.clients.get(id);
    if (client === undefined) return c.text('Not Found', 404);
    const offered = store.connections.list().filter((each) => offersConnection(client, each));
    const strategies = Map.groupBy(offered, ({ strategy }) => strategy);
    const shown = {
      id,
      tenant: new URL(context.origin).hostname,
      subscription: 'free',
      callback: client.callbacks?.[0] ?? '',
      allowedOrigins: client.web_origins ?? [],
      hasAllowedConnections: offered.length > 0,
      strategies: [...strategies].map(([name, connections]) => ({
        name,
        connections: connections.map(({ name: connection, display_name: label, options = {}, ...more }) => ({
          ...{ name: connection, display_name: label, requires_username: more.requires_username === true },
          ...{ showSignup: options['disable_signup'] !== true, showForgot: true },
          passwordPolicy: options['passwordPolicy'],
          // Lock sends an address of these domains to the enterprise connection.
          domain: options['tenant_domain'] ?? options['domain'],
          domain_aliases: options['domain_aliases'],
        })),
      })),
    };
    return c.body(`Auth0.setClient(${JSON.stringify(shown)});`, 200, {
      'Content-Type': 'application/javascript; charset=utf-8',
    });
  });

  return app;
}

/** @throws AuthenticationRefusal 400, 403, 429 */
function provedByPassword(context: TenantContext, client: TenantClient, body: Body, request: Facts): ProvedLogin {
  const databases = context.store.connections
    .list()
    .filter((each) => each.strategy === 'auth0' && offersConnection(client, each));
  const realm = body['realm'];
  const connection = realm === undefined ? databases[0] : databases.find(({ name }) => name === realm);
  if (connection === undefined) throw oauthRefusal(400, 'invalid_request', UNKNOWN_REALM);
  const facts = { ...request, client_id: client.client_id };
  const username = requireText(body, 'username');
  const login = checkLogin(context, connection, username, requireText(body, 'password'), facts);
  if (login.kind === 'too_many_attempts') throw oauthRefusal(429, 'too_many_attempts', BLOCKED_TEXT);
  if (login.kind !== 'right') throw oauthRefusal(403, 'access_denied', WRONG_TEXT);
  if (login.user.blocked) throw oauthRefusal(403, 'unauthorized', 'user is blocked');
  return { connection: connection.name, address: username, id: login.identity.user_id };
}

/** @throws AuthenticationRefusal 400, 403 */
function provedByCode(context: TenantContext, client: TenantClient, body: Body): ProvedLogin {
  const connection = context.store.connections.get(requireText(body, 'realm'));
  const medium = connection?.strategy;
  if (connection === undefined || (medium !== 'email' && medium !== 'sms') || !offersConnection(client, connection)) {
    throw oauthRefusal(400, 'invalid_request', UNKNOWN_REALM);
  }
  const address = readAddress(medium, requireText(body, 'username'));
  const verdict = address === undefined ? 'wrong' : checkCode(context, connection, address, requireText(body, 'otp'));
  if (address === undefined || verdict !== 'right') {
    throw oauthRefusal(403, 'access_denied', codeErrorText(verdict, medium));
  }
  return { connection: connection.name, address };
}
