/** Our tenant, as a team's CI would start it. */
import { createTenant } from '@onefold/tenant';
import { BENCH_CLIENT } from '../tenants/bench-client.ts';
import { reportToParent } from './report-to-parent.ts';

const tenant = await createTenant({
  clients: [{ client_id: BENCH_CLIENT.id, name: 'Bench', app_type: 'spa', callbacks: [BENCH_CLIENT.redirectUri] }],
  rateLimit: { limit: 1_000_000, perSeconds: 1 },
});
reportToParent(Number(new URL(tenant.origin).port));
