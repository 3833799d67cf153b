import { createTenant } from './index.ts';
import { callAsMachine } from './oidc/testing/call-as-machine.ts';
import { claimsOf, signIn, startOidcHarness } from './oidc/testing/oidc-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('Eight tenants in one process', () => {
  it('do not affect one another while users sign in, link, are reset and restored', async () => {
    const harnesses = await Promise.all(Array.from({ length: 8 }, () => startOidcHarness()));
    try {
      await Promise.all(
        harnesses.map(async (harness, index) => {
          const { control } = harness.tenant;
          const snapshot = control.snapshot();
          control.advanceClock(index * 1000);
          const claims = claimsOf(await signIn(harness));
          expect(claims['iss']).toBe(harness.tenant.issuer);
          if (index % 2 === 1) {
            control.restore(snapshot);
            return;
          }
          const linked = await callAsMachine<unknown[]>(
            harness.tenant,
            'POST',
            `/users/${encodeURIComponent(ANA)}/identities`,
            { provider: 'github', user_id: '4815162' },
          );
          expect([linked.status, linked.body.length]).toEqual([201, 2]);
        }),
      );
      const identities = harnesses.map(
        ({ tenant }) => tenant.control.users().find(({ user_id: id }) => id === ANA)?.identities.length,
      );
      expect(identities).toEqual([2, 1, 2, 1, 2, 1, 2, 1]);
      expect(new Set(harnesses.map(({ tenant }) => tenant.port)).size).toBe(8);
    } finally {
      await Promise.all(harnesses.map(({ tenant }) => tenant.stop()));
    }
  });

  it('all stop listening when they are stopped', async () => {
    const tenants = await Promise.all(Array.from({ length: 8 }, () => createTenant()));
    await Promise.all(tenants.map((tenant) => tenant.stop()));
    for (const { origin } of tenants) await expectAsync(fetch(origin)).toBeRejected();
  });
});
