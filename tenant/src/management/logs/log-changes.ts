import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { TenantStore } from '../../store/tenant-store.ts';
import { requestFacts } from '../../net/request-facts.ts';
import type { ManagementEnvironment } from '../http/environment.ts';
import { operationName } from './operation-names.ts';

/** Characters of a body that are kept. */
const MAX_BODY = 4096;
const SECRETS = new Set([
  ...['password', 'client_secret', 'link_with', 'code', 'secrets', 'totp_secret', 'smtp_pass', 'api_key', 'auth_token'],
  ...['token', 'credentials', 'setup', 'sink'],
]);

/** Logs every change and whether it succeeded, and every read that showed a client's secret. */
export function logChanges(store: TenantStore): MiddlewareHandler<ManagementEnvironment> {
  return async (c, next) => {
    await next();
    const { method } = c.req;
    if (method === 'OPTIONS' || method === 'HEAD') return;
    if (method === 'GET' && !(await showedSecret(c))) return;
    const { subject, clientId, scopes } = c.get('bearer');
    const own = subject.endsWith('@clients');
    store.logs.write({
      ...requestFacts(c),
      type: method === 'GET' ? 'mgmt_api_read' : c.res.ok ? 'sapi' : 'fapi',
      description: operationOf(c),
      client_id: clientId ?? (own ? subject.slice(0, -'@clients'.length) : undefined),
      user_id: own ? undefined : subject,
      details: {
        request: {
          method: method.toLowerCase(),
          path: new URL(c.req.url).pathname,
          query: c.req.query(),
          ...(await bodyOf(c)),
          channel: 'api',
          auth: { strategy: 'jwt', credentials: { scopes: [...scopes] } },
        },
        response: { statusCode: c.res.status },
      },
    });
  };
}

async function showedSecret(c: Context): Promise<boolean> {
  return c.req.path.includes('/clients') && c.res.ok && (await c.res.clone().text()).includes('"client_secret":');
}

function operationOf(c: Context): string {
  const route = matchedRoutes(c).find(({ method }) => method === c.req.method);
  const operation = `${c.req.method} ${(route?.path ?? c.req.path).replace(/^\/api\/v2/, '')}`;
  return operationName(operation) ?? operation;
}

/** The request body, without secrets and only if it is short. */
async function bodyOf(c: Context): Promise<{ body?: unknown }> {
  const text = await c.req.text();
  if (text === '' || text.length > MAX_BODY) return {};
  try {
    return { body: JSON.parse(text, (name, value: unknown) => (SECRETS.has(name) ? '*****' : value)) as unknown };
  } catch {
    // Not JSON: the request was refused for that reason, without a body to log.
    return {};
  }
}
