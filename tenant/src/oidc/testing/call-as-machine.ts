import type { Tenant } from '../../create-tenant.ts';

/** A response of the Management API. */
export interface ManagementResponse<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Calls the Management API as the machine client `server` of the harness, with everything it was granted. */
export async function callAsMachine<Body = unknown>(
  tenant: Tenant,
  method: string,
  path: string,
  body?: unknown,
): Promise<ManagementResponse<Body>> {
  const granted = await fetch(`${tenant.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'server',
      client_secret: 'secret',
      audience: `${tenant.issuer}api/v2/`,
    }),
  });
  const { access_token: bearer } = (await granted.json()) as { access_token: string };
  return send(tenant, bearer, method, path, body);
}

/** Calls the Management API with a machine's token that has these scopes (separated by spaces). */
export async function callWithScope<Body = Record<string, unknown>>(
  tenant: Tenant,
  scope: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<ManagementResponse<Body>> {
  const bearer = await tenant.control.signToken({ sub: 'test@clients', aud: `${tenant.issuer}api/v2/`, scope });
  return send(tenant, bearer, method, path, body);
}

async function send<Body>(
  { origin }: Tenant,
  bearer: string,
  method: string,
  path: string,
  body: unknown,
): Promise<ManagementResponse<Body>> {
  const response = await fetch(`${origin}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}
