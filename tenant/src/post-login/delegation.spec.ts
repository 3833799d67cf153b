import { decodeJwt } from 'jose';
import type { PostLoginEvent } from '../actions/post-login.ts';
import { FormBrowser } from '../oidc/testing/form-browser.ts';
import {
  authorization,
  claimsOf,
  errorOf,
  redeem,
  signIn,
  startBench,
  type Bench,
} from '../oidc/testing/tenant-client.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const AGENT = { sub: 'auth0|agent', email: 'agent@example.com' };

describe('A delegated session', () => {
  let bench: Bench;
  let events: PostLoginEvent[];
  let requestsMfa: boolean;
  beforeEach(async () => {
    events = [];
    requestsMfa = false;
    bench = await startBench({
      postLogin: (event, api) => {
        events.push(event);
        if (requestsMfa) api.multifactor.enable('any');
      },
    });
  });
  afterEach(() => bench.tenant.stop());

  const start = async (extra: Record<string, string> = {}) => {
    const token = bench.tenant.control.delegateSession(ANA, AGENT);
    const request = await authorization(bench.config, { session_transfer_token: token, ...extra });
    return { token, request, end: await bench.browser.open(request.url) };
  };

  it('starts without a page, and names its actor in both tokens and to Actions', async () => {
    const { request, end } = await start({ scope: 'openid offline_access', audience: 'https://api/' });
    const tokens = await redeem(bench.config, request, end);
    expect([claimsOf(tokens)['sub'], claimsOf(tokens)['act']]).toEqual([ANA, AGENT]);
    const { act, exp = 0, iat = 0 } = decodeJwt(tokens.access_token);
    expect([act, exp - iat, tokens.refresh_token, tokens.scope]).toEqual([AGENT, 7200, undefined, 'openid']);
    expect(events.map(({ session }) => session?.actor)).toEqual([AGENT]);
  });

  it('keeps its actor on a silent sign-in, for two hours', async () => {
    await start();
    const silently = async () => {
      const request = await authorization(bench.config, { prompt: 'none' });
      return { request, end: await bench.browser.open(request.url) };
    };
    const { request, end } = await silently();
    expect(claimsOf(await redeem(bench.config, request, end))['act']).toEqual(AGENT);
    bench.tenant.control.advanceClock(7201);
    expect(errorOf((await silently()).end).error).toBe('login_required');
  });

  it('ends when the user signs in', async () => {
    await start();
    expect(claimsOf(await signIn(bench, { prompt: 'login' }))['act']).toBeUndefined();
    expect(claimsOf(await signIn(bench))['act']).toBeUndefined();
    expect(events.at(-1)?.session).toEqual({ id: jasmine.any(String) as unknown as string });
  });

  it('does not begin with a used or expired token, or for an unknown user', async () => {
    const { token } = await start();
    const attempt = async (session_transfer_token: string, extra: Record<string, string> = {}) => {
      const { url } = await authorization(bench.config, { session_transfer_token, ...extra });
      return errorOf(await new FormBrowser(bench.tenant.origin).open(url));
    };
    const invalid = { error: 'invalid_request', description: 'invalid session_transfer_token' };
    expect(await attempt(token)).toEqual(invalid);
    const late = bench.tenant.control.delegateSession(ANA, AGENT);
    bench.tenant.control.advanceClock(61);
    expect(await attempt(late)).toEqual(invalid);
    expect(() => bench.tenant.control.delegateSession('auth0|unknown', AGENT)).toThrowError(RangeError);
  });

  it('does not replace a session', async () => {
    await signIn(bench);
    const { end } = await start();
    expect([end.status, end.html.includes('Sign out before')]).toEqual([400, true]);
  });

  it('cannot answer a prompt', async () => {
    await start();
    requestsMfa = true;
    const end = await bench.browser.open((await authorization(bench.config)).url);
    expect(errorOf(end).error).toBe('interaction_required');
  });
});
