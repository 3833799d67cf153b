import { createTenant } from '@onefold/tenant';
import { round } from '../measure.ts';

const TIMES = 200;
const MACHINE = { id: 'bench-machine', secret: 'bench-secret-bench-secret-bench-secret' } as const;

/** Repeatedly links another user's identity and unlinks it, over HTTP with a machine's token. @returns Times per second. */
export async function linkAndUnlink(): Promise<number> {
  const tenant = await createTenant({
    rateLimit: { limit: 1_000_000, perSeconds: 1 },
    clients: [
      {
        client_id: MACHINE.id,
        client_secret: MACHINE.secret,
        name: 'Bench',
        app_type: 'non_interactive',
        grants: [{ audience: '/api/v2/', scope: ['update:users', 'read:users'] }],
      },
    ],
  });
  try {
    const token = await machineToken(tenant.origin);
    const [main, other] = tenant.control.users();
    const identity = other?.identities[0];
    if (!main || !identity) throw new Error('The demo users are missing.');
    const identities = `${tenant.origin}/api/v2/users/${encodeURIComponent(main.user_id)}/identities`;
    const call = async (path: string, init: RequestInit) => {
      const response = await fetch(identities + path, {
        ...init,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      await response.arrayBuffer();
    };
    const { provider, user_id: userId } = identity;
    const startedAt = performance.now();
    for (let count = 0; count < TIMES; count++) {
      await call('', { method: 'POST', body: JSON.stringify({ provider, user_id: String(userId) }) });
      await call(`/${provider}/${encodeURIComponent(userId)}`, { method: 'DELETE' });
    }
    return round((TIMES * 1000) / (performance.now() - startedAt));
  } finally {
    await tenant.stop();
  }
}

async function machineToken(origin: string): Promise<string> {
  const response = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: MACHINE.id,
      client_secret: MACHINE.secret,
      audience: `${origin}/api/v2/`,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
