import fc from 'fast-check';
import { createTenant, type Tenant } from './index.ts';
import { demoClients } from './seed/demo-clients.ts';
import { MANAGEMENT_SCOPES } from './seed/management-scopes.ts';

/** Requests; each goes to one of the routes. */
const RUNS = 400;
/** Fixed, so that a failed run can be repeated. */
const SEED = 20_261_124;
const TIMEOUT = 120_000;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
/** Every route of the tenant; `*` is filled with anything. */
const ROUTES = [
  ...['/authorize', '/authorize/*', '/oauth/token', '/oauth/revoke', '/oauth/par', '/userinfo', '/v2/logout'],
  ...['/oidc/logout', '/.well-known/openid-configuration', '/.well-known/jwks.json', '/*', '/u/tenant.css'],
  ...['/u/login/*', '/u/login/*/cancel', '/u/login/*/signup', '/u/login/*/c/*', '/u/login/*/c/*/another'],
  ...['/passwordless/start', '/passwordless/verify_redirect', '/control/messages', '/control/users/*/otp'],
  ...['/dbconnections/signup', '/dbconnections/change_password', '/u/login/*/c/*/reset', '/u/email-verification'],
  ...['/u/reset-verify', '/u/unblock', '/u/login/*/mfa', '/mfa/challenge', '/mfa/associate', '/mfa/authenticators'],
  ...['/u/login/*/c/*/code', '/api/v2/users', '/api/v2/users/*', '/api/v2/users/*/identities'],
  ...['/api/v2/users/*/identities/*/*', '/api/v2/users-by-email', '/api/v2/users/*/sessions'],
  ...['/api/v2/roles', '/api/v2/roles/*', '/api/v2/roles/*/permissions', '/api/v2/roles/*/users'],
  ...['/api/v2/users/*/roles', '/api/v2/users/*/permissions'],
  ...['/api/v2/organizations', '/api/v2/organizations/*', '/api/v2/organizations/name/*'],
  ...['/api/v2/organizations/*/enabled_connections', '/api/v2/organizations/*/enabled_connections/*'],
  ...['/api/v2/organizations/*/members', '/api/v2/organizations/*/members/*/roles', '/api/v2/users/*/organizations'],
  ...['/api/v2/sessions/*', '/api/v2/sessions/*/revoke', '/api/v2/refresh-tokens/*', '/api/v2/users/*/revoke-access'],
  ...['/api/v2/refresh-tokens', '/api/v2/refresh-tokens/revoke'],
  ...['/api/v2/tickets/email-verification', '/api/v2/tickets/password-change', '/api/v2/jobs/verification-email'],
  ...['/api/v2/jobs/*', '/api/v2/user-blocks', '/api/v2/user-blocks/*', '/api/v2/users/*/enrollments'],
  ...['/api/v2/users/*/authentication-methods', '/api/v2/users/*/authentication-methods/*'],
  ...['/api/v2/device-credentials', '/api/v2/device-credentials/*'],
  ...['/api/v2/logs', '/api/v2/logs/*', '/api/v2/users/*/logs'],
  ...[
    '/api/v2/users/*/refresh-tokens',
    '/api/v2/connections',
    '/api/v2/connections/*',
    '/api/v2/clients/*/connections',
  ],
  ...[
    '/api/v2/clients',
    '/api/v2/clients/*',
    '/api/v2/clients/*/rotate-secret',
    '/api/v2/client-grants',
    '/api/v2/client-grants/*',
    '/api/v2/resource-servers',
  ],
  ...['/api/v2/actions/actions', '/api/v2/actions/actions/*', '/api/v2/actions/actions/*/deploy'],
  ...['/api/v2/actions/actions/*/test', '/api/v2/actions/actions/*/versions', '/api/v2/actions/triggers'],
  ...['/api/v2/actions/actions/*/versions/*/deploy', '/api/v2/actions/triggers/*/bindings'],
  ...[
    '/api/v2/resource-servers/*',
    '/api/v2/connections/*/clients',
    '/control/*',
    '/control/seed',
    '/control/users',
    '/control/users/*',
  ],
  ...['/control/users/*/block', '/control/clients/*/connections/*', '/control/connections/*/reauthentication'],
  ...['/control/tokens', '/control/tokens/expire', '/control/token-lifetime', '/control/snapshots/*/restore'],
  ...['/control/clock', '/control/rate-limit', '/_inspector/api/token', '/_inspector/api/state', '/_inspector/*'],
];
const NAMES = [
  ...['client_id', 'redirect_uri', 'audience', 'scope', 'prompt', 'max_age', 'organization', 'connection', 'code'],
  ...['response_type', 'response_mode', 'request', 'request_uri', 'id_token_hint', 'grant_type', 'refresh_token', 'q'],
  ...['code_challenge', 'code_challenge_method', 'login_hint', 'returnTo', 'post_logout_redirect_uri', 'page', 'sort'],
  ...[
    'per_page',
    'fields',
    'include_totals',
    'search_engine',
    'email',
    'from',
    'take',
    'claims',
    'dpop_jkt',
    'state',
    'search',
  ],
  ...[
    'link_with',
    'provider',
    'user_id',
    'user_metadata',
    'app_metadata',
    'username',
    'password',
    'identity',
    'blocked',
  ],
  ...['client_secret', 'phone_number', 'send', 'authParams', 'otp', 'realm', 'verification_code', 'login_ticket', 'to'],
  ...[
    'ticket',
    'repeated',
    'given_name',
    'picture',
    'mfa_token',
    'challenge_type',
    'authenticator_types',
    'acr_values',
  ],
];
/** Nearly valid values reach more code than random ones. */
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'onefold-demo',
    'onefold-demo-server',
    'onefold-demo-secret',
    'http://localhost:4200/callback',
    'code',
  ),
  fc.constantFrom(
    'openid',
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'http://auth0.com/oauth/grant-type/passwordless/otp',
    'http://auth0.com/oauth/grant-type/mfa-otp',
    'password',
    'demo',
    'sms',
    '+15550100233',
    'ana@example.com',
    'web_message',
    'none',
    'login',
  ),
  fc.constantFrom(
    'auth0|65f0a1b2c3d4e5f607080901',
    'github|4815162',
    'google-oauth2',
    '0',
    '-1',
    '99999999999999999999',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '%',
    '%00',
    '..',
    '{',
    '[',
    'null',
    '*',
    '"',
    'name:"',
    'email:*a',
    'NOT (',
  ),
);
const fields = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 6 });
const body = fc.oneof(
  fc.record({ type: fc.constant('application/json'), text: fc.json({ maxDepth: 3 }) }),
  fields.map((pairs) => ({ type: 'application/json', text: JSON.stringify(Object.fromEntries(pairs)) })),
  fields.map((pairs) => ({ type: 'application/x-www-form-urlencoded', text: String(new URLSearchParams(pairs)) })),
  fc.record({
    type: fc.constantFrom('multipart/form-data', 'multipart/form-data; boundary=x', 'text/plain', 'application/json;x'),
    text: fc.string({ unit: 'binary', maxLength: 200 }),
  }),
);
const requested = fc.record({
  method: fc.constantFrom(...METHODS),
  route: fc.constantFrom(...ROUTES),
  parts: fc.array(value, { minLength: 3, maxLength: 3 }),
  query: fields,
  body: fc.option(body, { nil: undefined }),
  signed: fc.boolean(),
  header: fc.option(fc.stringMatching(/^[!-~][ -~]{0,60}[!-~]$/), { nil: undefined }),
});

describe('Malformed input', () => {
  let tenant: Tenant;
  let token: string;
  let complaints: string;
  const write = process.stderr.write.bind(process.stderr);
  beforeEach(async () => {
    tenant = await createTenant({
      control: true,
      clients: demoClients(),
      rateLimit: { limit: 1_000_000, perSeconds: 1 },
    });
    token = await tenant.control.signToken({
      sub: 'fuzz@clients',
      aud: `${tenant.issuer}api/v2/`,
      scope: MANAGEMENT_SCOPES.join(' '),
    });
  });
  beforeEach(() => {
    complaints = '';
    process.stderr.write = (text: string | Uint8Array) => {
      complaints += String(text);
      return true;
    };
  });
  afterEach(async () => {
    process.stderr.write = write;
    await tenant.stop();
  });

  it(
    'gets a response below 500 from every route',
    async () => {
      await fc.assert(
        fc.asyncProperty(requested, async ({ method, route, parts, query, body: sent, signed, header }) => {
          let part = 0;
          const path = route.replace(/\*/g, () => encodeURIComponent(parts[part++ % 3] ?? ''));
          const response = await fetch(`${tenant.origin}${path}?${new URLSearchParams(query)}`, {
            method,
            redirect: 'manual',
            headers: {
              ...(signed
                ? { authorization: `Bearer ${token}` }
                : header === undefined
                  ? {}
                  : { authorization: header }),
              ...(sent === undefined ? {} : { 'content-type': sent.type }),
            },
            ...(sent === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: sent.text }),
            signal: AbortSignal.timeout(5000),
          });
          const text = await response.text();
          if (response.status >= 500) throw new Error(`${response.status} ${text.slice(0, 300)}`);
        }),
        { numRuns: RUNS, seed: SEED },
      );
      expect((await fetch(`${tenant.origin}/.well-known/jwks.json`)).status).toBe(200);
      expect(complaints.split('\n').filter((line) => /error|defect/i.test(line) && !line.includes('NOTICE'))).toEqual(
        [],
      );
    },
    TIMEOUT,
  );
});
