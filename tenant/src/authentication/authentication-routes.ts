import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { TenantContext } from '../context/tenant-context.ts';
import { isClientOrigin, isConfidential } from '../dialect/client-metadata.ts';
import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';

/** A part of the Authentication API: pages of every application may call it, refusals are JSON. */
export function authenticationRoutes({ store }: TenantContext, ...paths: readonly string[]): Hono {
  const app = new Hono();
  const known = (origin: string) => store.clients.list().some((client) => isClientOrigin(client, origin));
  const anyClient = cors({ origin: (origin) => (known(origin) ? origin : null), credentials: true });
  for (const path of paths) app.use(path, anyClient);
  app.onError((error, c) => {
    // Anything but a refusal is a defect.
    if (!(error instanceof AuthenticationRefusal)) throw error;
    return c.json(error.body, error.status);
  });
  return app;
}

/** The application that a request names. @throws AuthenticationRefusal 400, 401 */
export function callingClient({ store }: TenantContext, body: Readonly<Record<string, unknown>>): TenantClient {
  const client = store.clients.get(requireText(body, 'client_id'));
  if (client === undefined) throw oauthRefusal(401, 'unauthorized_client', 'Unknown client.');
  return client;
}

/** Like {@link callingClient}, but a confidential application must authenticate with its secret. */
export function provenClient(context: TenantContext, body: Readonly<Record<string, unknown>>): TenantClient {
  const client = callingClient(context, body);
  if (isConfidential(client) && body['client_secret'] !== client.client_secret) {
    throw oauthRefusal(401, 'access_denied', 'Unauthorized');
  }
  return client;
}

/** Whether an application offers a connection. */
export function offersConnection({ connections }: TenantClient, { name }: TenantConnection): boolean {
  return connections === undefined || connections.includes(name);
}

/**
 * The body of a request to the Authentication API, JSON or a form.
 * @throws AuthenticationRefusal 400 for any other body
 */
export async function readBody(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const text = await c.req.text();
  if ((c.req.header('content-type') ?? '').includes('form')) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Not JSON: rejected below, like JSON that is not an object.
  }
  throw oauthRefusal(400, 'invalid_request', 'The body must be a JSON object.');
}

/** A string field of the body. @throws AuthenticationRefusal 400 where it is missing or empty */
export function requireText(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw oauthRefusal(400, 'invalid_request', `Missing required parameter: ${name}`);
}

/** A refusal of the Authentication API; the body is what Auth0 would send. */
export class AuthenticationRefusal extends Error {
  override readonly name = 'AuthenticationRefusal';
  readonly status: 400 | 401 | 403 | 429;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: AuthenticationRefusal['status'], body: Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** A refusal as an OAuth error response. */
export function oauthRefusal(
  status: AuthenticationRefusal['status'],
  error: string,
  description: string,
): AuthenticationRefusal {
  return new AuthenticationRefusal(status, { error, error_description: description });
}
