import { decodeJwt } from 'jose';
import { createTenant } from '../index.ts';
import type { TenantSeed } from '../model/tenant-seed.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import {
  authorization,
  claimsOf,
  errorOf,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from './testing/oidc-harness.ts';

const API = 'https://api.example';
const SEED: TenantSeed = {
  ...DEMO_SEED,
  resource_servers: [{ identifier: API, name: 'Shop', scopes: [{ value: 'read:orders' }], token_lifetime: 60 }],
  organizations: [{ name: 'acme', id: 'org_Acme000000000001' }],
};

describe('A strict tenant', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness({ seed: SEED, strict: true });
  });
  afterEach(() => harness.tenant.stop());
  const refusedWith = async (extra: Record<string, string>) =>
    errorOf(await harness.browser.open((await authorization(harness.config, extra)).url));

  it('accepts no API but those of the seed and the Management API', async () => {
    expect(await refusedWith({ audience: 'https://unknown.example' })).toEqual({
      error: 'access_denied',
      description: 'Service not found: https://unknown.example',
    });
    await signIn(harness, { audience: `${harness.tenant.issuer}api/v2/`, scope: 'openid read:current_user' });
  });

  it('grants only scopes that the API has, for the token lifetime of the API', async () => {
    const tokens = await signIn(harness, { audience: API, scope: 'openid read:orders delete:everything' });
    const token = decodeJwt(tokens.access_token);
    expect(token['scope']).toBe('openid read:orders');
    expect(Number(token.exp) - Number(token.iat)).toBe(60);
  });

  it('accepts no organization but those of the seed, by name or id', async () => {
    expect(await refusedWith({ organization: 'nowhere' })).toEqual({
      error: 'invalid_request',
      description: 'parameter organization is invalid',
    });
    for (const organization of ['acme', 'org_Acme000000000001']) {
      expect(claimsOf(await signIn(harness, { organization }))['org_id']).toBe('org_Acme000000000001');
    }
  });

  it('has no control over HTTP', async () => {
    expect((await fetch(`${harness.tenant.origin}/control/users`)).status).toBe(404);
    await expectAsync(createTenant({ strict: true, control: true })).toBeRejectedWithError(/cannot be combined/);
  });
});

describe('A tenant that is not strict', () => {
  it('accepts any audience, scope and organization', async () => {
    const harness = await startOidcHarness({ seed: SEED });
    try {
      const extra = { audience: 'https://unknown.example', scope: 'openid any:thing', organization: 'nowhere' };
      const request = await authorization(harness.config, extra);
      const page = await harness.browser.open(request.url);
      expect(page.url.pathname).toMatch(/^\/u\/login\//);
      const tokens = await signIn(harness, { audience: 'https://unknown.example', scope: 'openid any:thing' });
      expect(decodeJwt(tokens.access_token)['scope']).toBe('openid any:thing');
    } finally {
      await harness.tenant.stop();
    }
  });
});
