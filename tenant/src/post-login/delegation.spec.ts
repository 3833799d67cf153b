import { decodeJwt } from 'jose';
import type { PostLoginEvent } from '../actions/post-login.ts';
import { FormBrowser } from '../oidc/testing/form-browser.ts';
import {
  authorization,
  claimsOf,
  errorOf,
  redeem,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const AGENT = { sub: 'auth0|agent', email: 'agent@example.com' };

describe('A delegated session', () => {
  let harness: OidcHarness;
  let events: PostLoginEvent[];
  let requestsMfa: boolean;
  beforeEach(async () => {
    events = [];
    requestsMfa = false;
    harness = await startOidcHarness({
      postLogin: (event, api) => {
        events.push(event);
        if (requestsMfa) api.multifactor.enable('any');
      },
    });
  });
  afterEach(() => harness.tenant.stop());

  const start = async (extra: Record<string, string> = {}) => {
    const token = harness.tenant.control.delegateSession(ANA, AGENT);
    const request = await authorization(harness.config, { session_transfer_token: token, ...extra });
    return { token, request, end: await harness.browser.open(request.url) };
  };

  it('starts without a page, and names its actor in both tokens and to Actions', async () => {
    const { request, end } = await start({ scope: 'openid offline_access', audience: 'https://api/' });
    const tokens = await redeem(harness.config, request, end);
    expect([claimsOf(tokens)['sub'], claimsOf(tokens)['act']]).toEqual([ANA, AGENT]);
    const { act, exp = 0, iat = 0 } = decodeJwt(tokens.access_token);
    expect([act, exp - iat, tokens.refresh_token, tokens.scope]).toEqual([AGENT, 7200, undefined, 'openid']);
    expect(events.map(({ session }) => session?.actor)).toEqual([AGENT]);
  });

  it('keeps its actor on a silent sign-in, for two hours', async () => {
    await start();
    const silently = async () => {
      const request = await authorization(harness.config, { prompt: 'none' });
      return { request, end: await harness.browser.open(request.url) };
    };
    const { request, end } = await silently();
    expect(claimsOf(await redeem(harness.config, request, end))['act']).toEqual(AGENT);
    harness.tenant.control.advanceClock(7201);
    expect(errorOf((await silently()).end).error).toBe('login_required');
  });

  it('ends when the user signs in', async () => {
    await start();
    expect(claimsOf(await signIn(harness, { prompt: 'login' }))['act']).toBeUndefined();
    expect(claimsOf(await signIn(harness))['act']).toBeUndefined();
    expect(events.at(-1)?.session).toEqual({ id: jasmine.any(String) as unknown as string });
  });

  it('does not begin with a used or expired token, or for an unknown user', async () => {
    const { token } = await start();
    const attempt = async (session_transfer_token: string, extra: Record<string, string> = {}) => {
      const { url } = await authorization(harness.config, { session_transfer_token, ...extra });
      return errorOf(await new FormBrowser(harness.tenant.origin).open(url));
    };
    const invalid = { error: 'invalid_request', description: 'invalid session_transfer_token' };
    expect(await attempt(token)).toEqual(invalid);
    const late = harness.tenant.control.delegateSession(ANA, AGENT);
    harness.tenant.control.advanceClock(61);
    expect(await attempt(late)).toEqual(invalid);
    expect(() => harness.tenant.control.delegateSession('auth0|unknown', AGENT)).toThrowError(RangeError);
  });

  it('does not replace a session', async () => {
    await signIn(harness);
    const { end } = await start();
    expect([end.status, end.html.includes('Sign out before')]).toEqual([400, true]);
  });

  it('ends the login with an error if an Action asks for a second factor', async () => {
    await start();
    requestsMfa = true;
    const end = await harness.browser.open((await authorization(harness.config)).url);
    expect(errorOf(end).error).toBe('interaction_required');
  });
});
