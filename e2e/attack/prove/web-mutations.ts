import type { Mutation } from './mutation.ts';

const CLICKJACKING = 'clickjacking: a page or an answer can be framed';

/** Defences every application needs. */
export const WEB_MUTATIONS: readonly Mutation[] = [
  {
    defence: 'pages cannot be framed',
    edits: [{ file: 'intents/browser-page.ts', find: '"frame-ancestors \'none\'",', replace: '' }],
    attacks: [CLICKJACKING],
  },
  {
    defence: 'answers cannot be framed',
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
    defence: 'the portal cannot be framed',
    edits: [{ file: 'portal/security-headers.ts', find: "'frame-ancestors': [\"'none'\"],", replace: '' }],
    attacks: ['clickjacking: the portal in a frame of another site (browser, server mode)'],
  },
  {
    defence: 'the portal runs no inline script',
    edits: [
      {
        file: 'portal/security-headers.ts',
        find: "'script-src': [\"'self'\", ...inlineHashes(html, 'script')],",
        replace: "'script-src': [\"'self'\", \"'unsafe-inline'\"],",
      },
    ],
    attacks: ['XSS: a script that got into the page (browser, server mode)'],
  },
  {
    defence: 'log lines hold no secret',
    edits: [
      {
        file: 'http/request-log.ts',
        find: 'const url = redactText(`${path}${new URL(c.req.url).search}`);',
        replace:
          "const url = `${path}${new URL(c.req.url).search} ${c.req.header('Authorization') ?? ''}`;\n    redactText(url);",
      },
    ],
    attacks: ['secret in log: tokens, codes, states, cookies, addresses'],
  },
  {
    defence: 'a log line is one JSON entry',
    edits: [
      {
        file: 'http/request-log.ts',
        find: 'const { method } = c.req;',
        replace:
          'const { method } = c.req;\n    process.stdout.write(`${method} ${decodeURIComponent(c.req.path)}\\n`);',
      },
    ],
    attacks: ['log injection: a line of one’s own'],
  },
  {
    defence: 'one user’s requests are limited',
    edits: [
      {
        file: 'http/flood-limit.ts',
        find: 'refuseAbove(budget.take(c.var.caller.subject, clock.now()));',
        replace: '',
      },
    ],
    attacks: ['flood: one user asks without end'],
  },
  {
    defence: 'one address’s requests are limited',
    edits: [
      {
        file: 'http/flood-limit.ts',
        find: 'refuseAbove(budget.take(networkOf(c.var.origin.address), clock.now()));',
        replace: '',
      },
    ],
    attacks: ['flood: one address asks without end'],
  },
  {
    defence: 'one address’s requests outside the API are limited',
    edits: [{ file: 'http/create-app.ts', find: 'app.use(limitAddressOutsideApi(services));', replace: '' }],
    attacks: ['flood: one address asks for pages without end'],
  },
  {
    defence: 'X-Forwarded-For is believed from proxies only',
    edits: [
      {
        file: 'http/request-origin.ts',
        find: 'if (proxies === 0 || header === undefined) return null;',
        replace: 'if (header === undefined) return null;\n  proxies = Math.max(1, proxies);',
      },
    ],
    attacks: ['flood: one address asks without end'],
  },
  {
    defence: 'Management calls stay under the configured rate',
    edits: [
      {
        file: 'auth0/rate-slots.ts',
        find: 'Math.max(now, due - (count - index) * interval - tolerance)',
        replace: '(due > index ? now : now - tolerance)',
      },
    ],
    attacks: ['flood: more Management calls than Auth0 allows'],
  },
  {
    defence: 'few intents of one user are open',
    edits: [{ file: 'intents/begin-intent.ts', find: 'const MOST_OPEN = 5;', replace: 'const MOST_OPEN = 5000;' }],
    attacks: ['flood: intents without end'],
  },
  {
    defence: 'a body has an end',
    edits: [{ file: 'http/json-body.ts', find: 'const MAX_BYTES = 65_536;', replace: 'const MAX_BYTES = 65_536_000;' }],
    attacks: ['flood: a body without end'],
  },
  {
    defence: 'only the tenant’s Action asks for suggestions of others',
    edits: [
      {
        file: 'http/bearer.ts',
        find: "if (!actionSecrets.some((secret) => isSecret(given, secret))) throw new ProblemError('unauthorized');",
        replace: 'void given;',
      },
    ],
    attacks: ['enumeration: suggestions asked for as the tenant does, without its secret'],
  },
];
