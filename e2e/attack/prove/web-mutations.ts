import type { Mutation } from './mutation.ts';

const CLICKJACKING = 'clickjacking: a page or an API response in a frame';

/** Defenses every application needs. */
export const WEB_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'pages cannot be framed',
    edits: [{ file: 'intents/browser-page.ts', find: '"frame-ancestors \'none\'",', replace: '' }],
    attacks: [CLICKJACKING],
  },
  {
    defense: 'API responses cannot be framed',
    edits: [
      {
        file: 'http/create-app.ts',
        find: "default-src 'none'; frame-ancestors 'none'",
        replace: "default-src 'none'",
      },
    ],
    attacks: [CLICKJACKING],
  },
  {
    defense: 'the portal cannot be framed',
    edits: [{ file: 'portal/security-headers.ts', find: "'frame-ancestors': [\"'none'\"],", replace: '' }],
    attacks: ['clickjacking: the portal in a frame of another site (browser, server mode)'],
  },
  {
    defense: 'the portal runs no inline script',
    edits: [
      {
        file: 'portal/security-headers.ts',
        find: "'script-src': [\"'self'\", ...inlineHashes(html, 'script')],",
        replace: "'script-src': [\"'self'\", \"'unsafe-inline'\"],",
      },
    ],
    attacks: ['XSS: an injected script in the page (browser, server mode)'],
  },
  {
    defense: 'portals can read the server’s time, because a browser’s clock may be hours off',
    edits: [{ file: 'http/create-app.ts', find: "'ETag', 'Date', ", replace: "'ETag', " }],
    specs: [{ file: 'http/requests.spec.ts', title: 'gets a response that only the portals can read' }],
  },
  {
    defense: 'log lines contain no secrets',
    edits: [
      {
        file: 'http/request-log.ts',
        find: 'const url = redactText(`${path}${new URL(c.req.url).search}`);',
        replace:
          "const url = `${path}${new URL(c.req.url).search} ${c.req.header('Authorization') ?? ''}`;\n    redactText(url);",
      },
    ],
    attacks: ['secret in log: tokens, codes, states, cookies and addresses'],
  },
  {
    defense: 'a log line is one JSON entry',
    edits: [
      {
        file: 'http/request-log.ts',
        find: 'const { method } = c.req;',
        replace:
          'const { method } = c.req;\n    process.stdout.write(`${method} ${decodeURIComponent(c.req.path)}\\n`);',
      },
    ],
    attacks: ['log injection: an additional log line'],
  },
  {
    defense: 'requests of one user are limited',
    edits: [
      {
        file: 'http/flood-limit.ts',
        find: 'refuseAbove(budget.take(c.var.caller.subject, clock.now()));',
        replace: '',
      },
    ],
    attacks: ['flood: unlimited requests of one user'],
  },
  {
    defense: 'requests from one address are limited',
    edits: [
      {
        file: 'http/flood-limit.ts',
        find: 'refuseAbove(budget.take(networkOf(c.var.origin.address), clock.now()));',
        replace: '',
      },
    ],
    attacks: ['flood: unlimited requests from one address'],
  },
  {
    defense: 'requests from one address outside the API are limited',
    edits: [{ file: 'http/create-app.ts', find: 'app.use(limitAddressOutsideApi(services));', replace: '' }],
    attacks: ['flood: unlimited page requests from one address'],
  },
  {
    defense: 'X-Forwarded-For is used only from trusted proxies',
    edits: [
      {
        file: 'http/request-origin.ts',
        find: 'if (proxies === 0 || header === undefined) return null;',
        replace: 'if (header === undefined) return null;\n  proxies = Math.max(1, proxies);',
      },
    ],
    attacks: ['flood: unlimited requests from one address'],
  },
  {
    defense: 'Management calls stay under the configured rate',
    edits: [
      {
        file: 'auth0/rate-slots.ts',
        find: 'Math.max(now, due - (count - index) * interval - tolerance)',
        replace: '(due > index ? now : now - tolerance)',
      },
    ],
    attacks: ['flood: more Management API calls than Auth0 allows'],
  },
  {
    defense: 'open intents of one user are limited',
    edits: [
      {
        file: 'intents/begin-intent.ts',
        find: 'const MAX_OPEN_INTENTS = 5;',
        replace: 'const MAX_OPEN_INTENTS = 5000;',
      },
    ],
    attacks: ['flood: unlimited intents'],
  },
  {
    defense: 'the size of a body is limited',
    edits: [{ file: 'http/json-body.ts', find: 'const MAX_BYTES = 65_536;', replace: 'const MAX_BYTES = 65_536_000;' }],
    attacks: ['flood: an unlimited body'],
  },
  {
    defense: 'only the tenant’s Action reads suggestions of other users',
    edits: [
      {
        file: 'http/bearer.ts',
        find: "if (!actionSecrets.some((secret) => isSecret(credentials, secret))) throw new ProblemError('unauthorized');",
        replace: 'void credentials;',
      },
    ],
    attacks: ['enumeration: the tenant’s suggestion request without its secret'],
  },
];
