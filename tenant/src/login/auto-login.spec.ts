import { createTenant } from '../index.ts';
import { authorization, claimsOf, redeem, startBench, type Bench } from '../oidc/testing/tenant-client.ts';
import type { TenantOptions } from '../tenant-options.ts';

describe('Auto login', () => {
  let bench: Bench;
  afterEach(() => bench.tenant.stop());
  const sendRequest = async (options: TenantOptions, extra: Record<string, string> = {}) => {
    bench = await startBench(options);
    const request = await authorization(bench.config, extra);
    return { request, end: await bench.browser.open(request.url) };
  };

  it('signs a user in without a page, by name, email or user_id', async () => {
    for (const autoLogin of ['mira okafor', 'Mira@Example.com', 'auth0|65f0a1b2c3d4e5f607080902']) {
      const { request, end } = await sendRequest({ autoLogin });
      expect(claimsOf(await redeem(bench.config, request, end))['sub']).toBe('auth0|65f0a1b2c3d4e5f607080902');
      await bench.tenant.stop();
    }
  });

  it('uses the identity of the requested connection', async () => {
    const { request, end } = await sendRequest(
      { autoLogin: 'mira@example.com' },
      { connection: 'github', prompt: 'login' },
    );
    expect(claimsOf(await redeem(bench.config, request, end))['sub']).toBe('auth0|65f0a1b2c3d4e5f607080902');
  });

  it('shows the page of a connection in which the user has no identity', async () => {
    const { end } = await sendRequest({ autoLogin: 'ana@example.com' }, { connection: 'windowslive' });
    expect(end.url.pathname).toMatch(/^\/u\/login\/.*\/c\/windowslive$/);
  });

  it('still rejects blocked users', async () => {
    const { end } = await sendRequest({ autoLogin: 'Ben Locke' });
    expect(end.url.searchParams.get('error')).toBe('unauthorized');
  });

  it('does not start for an unknown user', async () => {
    bench = await startBench();
    await expectAsync(createTenant({ autoLogin: 'Zoe' })).toBeRejectedWithError(/unknown user "Zoe"/);
  });
});
