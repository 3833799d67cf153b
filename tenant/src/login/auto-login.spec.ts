import { createTenant } from '../index.ts';
import { authorization, claimsOf, redeem, startOidcHarness, type OidcHarness } from '../oidc/testing/oidc-harness.ts';
import type { TenantOptions } from '../tenant-options.ts';

describe('Auto login', () => {
  let harness: OidcHarness;
  afterEach(() => harness.tenant.stop());
  const sendRequest = async (options: TenantOptions, extra: Record<string, string> = {}) => {
    harness = await startOidcHarness(options);
    const request = await authorization(harness.config, extra);
    return { request, end: await harness.browser.open(request.url) };
  };

  it('signs a user in without a page, by name, email or user_id', async () => {
    for (const autoLogin of ['mira okafor', 'Mira@Example.com', 'auth0|65f0a1b2c3d4e5f607080902']) {
      const { request, end } = await sendRequest({ autoLogin });
      expect(claimsOf(await redeem(harness.config, request, end))['sub']).toBe('auth0|65f0a1b2c3d4e5f607080902');
      await harness.tenant.stop();
    }
  });

  it('uses the identity of the requested connection', async () => {
    const { request, end } = await sendRequest(
      { autoLogin: 'mira@example.com' },
      { connection: 'github', prompt: 'login' },
    );
    expect(claimsOf(await redeem(harness.config, request, end))['sub']).toBe('auth0|65f0a1b2c3d4e5f607080902');
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
    harness = await startOidcHarness();
    await expectAsync(createTenant({ autoLogin: 'Zoe' })).toBeRejectedWithError(/unknown user "Zoe"/);
  });
});
