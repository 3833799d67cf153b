import type { Tenant } from '../../create-tenant.ts';

/** What the Management API answered. */
export interface ManagementAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Calls the Management API as the machine client `server` of the bench, with everything it was granted. */
export async function callAsMachine<Body = unknown>(
  { origin, issuer }: Tenant,
  method: string,
  path: string,
  body?: unknown,
): Promise<ManagementAnswer<Body>> {
  const granted = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'server',
      client_secret: 'secret',
      audience: `${issuer}api/v2/`,
    }),
  });
  const { access_token: bearer } = (await granted.json()) as { access_token: string };
  const answer = await fetch(`${origin}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}
