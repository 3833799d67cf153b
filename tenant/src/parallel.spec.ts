import { createTenant } from './index.ts';
import { callAsMachine } from './oidc/testing/machine-client.ts';
import { claimsOf, signIn, startBench } from './oidc/testing/tenant-client.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('Eight tenants in one process', () => {
  it('do not affect one another while users sign in, link, are reset and restored', async () => {
    const benches = await Promise.all(Array.from({ length: 8 }, () => startBench()));
    try {
      await Promise.all(
        benches.map(async (bench, index) => {
          const { control } = bench.tenant;
          const snapshot = control.snapshot();
          control.advanceClock(index * 1000);
          const claims = claimsOf(await signIn(bench));
          expect(claims['iss']).toBe(bench.tenant.issuer);
          if (index % 2 === 1) {
            control.restore(snapshot);
            return;
          }
          const linked = await callAsMachine<unknown[]>(
            bench.tenant,
            'POST',
            `/users/${encodeURIComponent(ANA)}/identities`,
            { provider: 'github', user_id: '4815162' },
          );
          expect([linked.status, linked.body.length]).toEqual([201, 2]);
        }),
      );
      const identities = benches.map(
        ({ tenant }) => tenant.control.users().find(({ user_id: id }) => id === ANA)?.identities.length,
      );
      expect(identities).toEqual([2, 1, 2, 1, 2, 1, 2, 1]);
      expect(new Set(benches.map(({ tenant }) => tenant.port)).size).toBe(8);
    } finally {
      await Promise.all(benches.map(({ tenant }) => tenant.stop()));
    }
  });

  it('are each made and stopped without a trace', async () => {
    const tenants = await Promise.all(Array.from({ length: 8 }, () => createTenant()));
    await Promise.all(tenants.map((tenant) => tenant.stop()));
    for (const { origin } of tenants) await expectAsync(fetch(origin)).toBeRejected();
  });
});
