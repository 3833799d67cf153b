import { createRoute, z } from '@hono/zod-openapi';
import { pino } from 'pino';
import type { Caller } from '../../auth0/access-token-verifier.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { createLogger } from '../../platform/logger.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import { createApp } from '../create-app.ts';
import { newRoutes } from '../http-environment.ts';

/** A configuration without real secrets. */
export const CONFIG: ServerConfig = {
  publicOrigin: 'https://accounts.example.com',
  port: 0,
  host: '127.0.0.1',
  portalOrigins: ['https://portal.example.com', 'https://accounts.example.com'],
  profilePath: '/profile',
  issuer: 'https://tenant.example.com/',
  managementApi: 'https://tenant.example.com/api/v2/',
  audience: 'https://api.example.com/',
  portalClientIds: ['portal'],
  client: { id: 'server', secret: 'secret' },
  machine: { id: 'machine', secret: 'secret' },
  connections: [{ name: 'github', label: 'GitHub', rule: 'open' }],
  mergeableMetadata: [],
  allowUnverifiedEmail: false,
  managementRate: { limit: 2, perSeconds: 1 },
  sealingKeys: [new Uint8Array(32)],
  database: { file: ':memory:' },
  webhooks: [],
  historyDays: 730,
  actionSecrets: [],
  endSessions: true,
  requestRate: { limit: 100, perSeconds: 10 },
  trustedProxies: 0,
  logLevel: 'debug',
};

/** An application with a few test routes behind the real middleware, and fakes as backends. */
export class HttpHarness {
  now = 1_000_000;
  storeReady = true;
  /** What `/v1/me/fail` throws. */
  failure: unknown = new Error('unset');
  readonly logged: string[] = [];
  changes = 0;
  readonly #app: ReturnType<typeof createApp>;

  constructor(config: Partial<ServerConfig> = {}, portal?: (request: Request) => Promise<Response>) {
    const services = {
      config: { ...CONFIG, ...config },
      clock: { now: () => this.now },
      logger: createLogger(CONFIG, { write: (line: string) => void this.logged.push(line) }),
      store: { isReady: async () => this.storeReady },
      tokens: { verify: async (token: string) => callerOf(token) },
    };
    const routes = newRoutes();
    routes.get('/v1/me', (c) => c.json({ subject: c.var.caller.subject, browser: c.var.browserHash }));
    routes.get('/v1/where', (c) => c.json(c.var.origin));
    routes.all('/v1/me/fail', () => {
      throw this.failure;
    });
    routes.post('/v1/form', (c) => c.text('taken'));
    routes.get('/v1/own-headers', (c) => c.html('page', 200, { 'Content-Security-Policy': "default-src 'self'" }));
    routes.openapi(
      createRoute({
        method: 'post',
        path: '/v1/me/things/{id}',
        request: {
          params: z.object({ id: z.string() }),
          body: { content: { 'application/json': { schema: z.strictObject({ size: z.number() }) } }, required: true },
        },
        responses: { 200: { description: 'Taken.' } },
      }),
      (c) => c.json(c.req.valid('json')),
    );
    this.#app = createApp(services as unknown as Parameters<typeof createApp>[0], [routes], {
      afterChange: () => this.changes++,
      ...(portal === undefined ? {} : { portal }),
    });
  }

  /** @param from Address of the other end of the connection. */
  async request(path: string, init: RequestInit = {}, from = '203.0.113.7'): Promise<Response> {
    const incoming = { socket: { remoteAddress: from } };
    return this.#app.request(`https://accounts.example.com${path}`, init, { incoming });
  }

  /** As Ana, with JSON. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.request(path, {
      method: 'POST',
      body: text,
      headers: { ...AS_ANA, 'Content-Type': 'application/json', 'Content-Length': String(text.length), ...headers },
    });
  }
}

/** Credentials of a user. */
export const AS_ANA = { Authorization: 'Bearer ana' };

/** A logger that keeps quiet. */
export const QUIET = pino({ level: 'silent' });

function callerOf(token: string): Caller {
  if (token === 'expired') throw new ProblemError('unauthorized');
  return { subject: `auth0|${token}`, clientId: 'portal', ...(token === 'support' ? { actor: 'auth0|support' } : {}) };
}
