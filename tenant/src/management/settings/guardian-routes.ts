import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';

const FACTORS = [
  ...['sms', 'push-notification', 'otp', 'email', 'duo', 'webauthn-roaming', 'webauthn-platform', 'recovery-code'],
];
/** Factors and policies of multi-factor authentication. Source: recorded responses. */
export function guardianRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const objects = store.settings('special');
  const enabled = (): Readonly<Record<string, unknown>> => objects.get('factors') ?? {};
  routes.get('/guardian/factors', (c) => {
    requireScope(c.get('bearer'), 'read:guardian_factors');
    return c.json(FACTORS.map((name) => ({ name, enabled: enabled()[name] === true, trial_expired: false })));
  });
  routes.put('/guardian/factors/:name', async (c) => {
    requireScope(c.get('bearer'), 'update:guardian_factors');
    const name = c.req.param('name');
    if (!FACTORS.includes(name)) throw new ApiError(404, 'inexistent_factor', 'The factor does not exist.');
    const body = await readBody(c, z.strictObject({ enabled: z.boolean() }));
    objects.upsert({ ...enabled(), [name]: body.enabled, id: 'factors' });
    return c.json(body);
  });
  routes.get('/guardian/policies', (c) => {
    requireScope(c.get('bearer'), 'read:mfa_policies');
    return c.json((objects.get('policies')?.['list'] ?? []) as readonly string[]);
  });
  routes.put('/guardian/policies', async (c) => {
    requireScope(c.get('bearer'), 'update:mfa_policies');
    const list = await readBody(c, z.array(z.enum(['all-applications', 'confidence-score'])));
    objects.upsert({ id: 'policies', list });
    return c.json(list);
  });

  return routes;
}
