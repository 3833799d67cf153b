import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import type { PostLoginAction, PostLoginEvent } from '../index.ts';
import {
  authorization,
  claimsOf,
  DATABASE,
  logIn,
  loginPath,
  redeem,
  refusal,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';

describe('An Action that asks for a second factor', () => {
  let harness: OidcHarness;
  let events: PostLoginEvent[];
  let action: PostLoginAction;
  beforeEach(async () => {
    events = [];
    action = (event, api) => {
      api.accessToken.setCustomClaim('https://example/runs', events.length);
      if (!event.authentication.methods.some(({ name }) => name === 'mfa')) api.multifactor.enable('any');
    };
    harness = await startOidcHarness({
      postLogin: async (event, api) => {
        events.push(event);
        await action(event, api);
      },
    });
    harness.tenant.control.seed({
      users: [
        {
          ...{ connection: DATABASE, user_id: 'ada', password: 'demo', profile: { email: 'ada@example.org' } },
          mfa: { secret: 'JBSWY3DPEHPK3PXP' },
        },
      ],
    });
  });
  afterEach(() => harness.tenant.stop());
  const code = () => harness.tenant.control.currentOtp('auth0|ada');
  const login = async () => {
    const request = await authorization(harness.config, { audience: 'https://api/', scope: 'openid offline_access' });
    const page = await logIn(harness.browser, await harness.browser.open(request.url), 'ada@example.org');
    const end = await harness.browser.submit(`${loginPath(page)}/mfa`, { code: code() });
    return redeem(harness.config, request, end);
  };

  it('runs only once, and its claims are in the tokens', async () => {
    const tokens = await login();
    expect(claimsOf(tokens)['amr']).toEqual(['mfa']);
    expect(decodeJwt(tokens.access_token)['https://example/runs']).toBe(1);
    expect(events.length).toBe(1);
  });

  it('sees in the session that the second factor was proved', async () => {
    await login();
    const silent = await authorization(harness.config, { prompt: 'none' });
    const end = await harness.browser.open(silent.url);
    expect(claimsOf(await redeem(harness.config, silent, end))['amr']).toEqual(['mfa']);
    expect(events.at(-1)?.authentication.methods.map(({ name }) => name)).toEqual(['pwd', 'mfa']);
  });

  it('prompts again if it does not check the session', async () => {
    await login();
    action = (_event, api) => api.multifactor.enable('any');
    const silent = await harness.browser.open((await authorization(harness.config, { prompt: 'none' })).url);
    expect(silent.url.searchParams.get('error')).toBe('mfa_required');
  });

  it('prompts at a refresh and at the password grant, too', async () => {
    const tokens = await login();
    action = (_event, api) => api.multifactor.enable('any');
    expect(await refusal(openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? ''))).toEqual({
      ...{ status: 403, error: 'mfa_required', description: 'Multifactor authentication required' },
    });
    const password = { username: 'ada@example.org', password: 'demo' };
    const granted = refusal(openid.genericGrantRequest(harness.config, 'password', password));
    expect((await granted).error).toBe('mfa_required');
    expect(events.at(-1)?.transaction.protocol).toBe('oauth2-password');
    expect(JSON.stringify(events.at(-1)?.request)).not.toContain('demo');
  });
});
