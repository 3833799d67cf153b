import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import type { JWTVerifyGetKey } from 'jose';
import { stringify } from 'yaml';
import { allowLocalOnly } from '../net/local-only.ts';
import type { TenantControl } from '../control/tenant-control.ts';
import { isLoopback } from '../net/loopback.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { checkToken } from './check-token.ts';
import { inspectorState } from './inspector-state.ts';

const FOLDER = fileURLToPath(new URL('../../inspector/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
};
const FILES = [
  ...['index.html', 'page.css', 'sections.css', 'inspector.mjs', 'element.mjs', 'people.mjs'],
  ...['activity.mjs', 'messages.mjs', 'requests.mjs', 'token.mjs', 'follow-events.mjs', 'time.mjs'],
];
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
/** Longer than any token. */
const MAX_TOKEN = 64 * 1024;
/** Milliseconds between the messages that keep a silent stream open. */
const HEARTBEAT = 15_000;

/**
 * `/_inspector`: a page that shows people, sessions, tokens and requests as they change. Its files hold no data and may
 * be opened from a link; the data is for that page and this machine alone.
 */
export function inspectorRoutes(
  context: TenantContext,
  control: TenantControl,
  jwks: JWTVerifyGetKey,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.use('*', async (c, next) => {
    // Checked first: under another host name for this machine, not even the page is served (DNS rebinding).
    if (!isLoopback(new URL(c.req.url).hostname)) return c.json({ error: 'Open the inspector at localhost.' }, 403);
    c.header('content-security-policy', POLICY);
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    c.header('x-content-type-options', 'nosniff');
    return next();
  });
  routes.get('/', (c) => c.redirect('/_inspector/index.html', 302));
  for (const file of FILES) {
    routes.get(`/${file}`, (c) =>
      c.body(readFileSync(`${FOLDER}${file}`, 'utf8'), 200, {
        'content-type': TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain',
      }),
    );
  }
  routes.use('/api/*', allowLocalOnly({ pages: 'own' }));
  routes.get('/api/state', (c) => c.json(inspectorState(context, control)));
  routes.get('/api/seed.yaml', (c) => c.text(stringify(control.exportSeed())));
  routes.post('/api/token', bodyLimit({ maxSize: MAX_TOKEN }), async (c) =>
    c.json(await checkToken(context, jwks, (await c.req.text()).trim())),
  );
  routes.get('/api/events', (c) =>
    streamSSE(c, async (stream) => {
      const send = (event: string, data: unknown) => void stream.writeSSE({ event, data: JSON.stringify(data) });
      const ends = [
        control.activity.onEntry((activity) => send('activity', activity)),
        control.journal.onEntry((entry) => send('request', entry)),
        control.messages.onMessage((message) => send('message', message)),
      ];
      await stream.writeSSE({ event: 'hello', data: '{}' });
      const beat = setInterval(() => send('hello', {}), HEARTBEAT);
      await new Promise<void>((resolve) => stream.onAbort(() => resolve()));
      clearInterval(beat);
      for (const end of ends) end();
    }),
  );
  return routes;
}
