import { jwtVerify, SignJWT } from 'jose';
import type { PostLoginAction } from '../actions/post-login.ts';
import { callAsMachine } from '../oidc/testing/call-as-machine.ts';
import {
  authorization,
  choose,
  claimsOf,
  errorOf,
  logIn,
  redeem,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';

const SECRET = 'a secret of the linking application';
const KEY = new TextEncoder().encode(SECRET);
const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const LEO = 'google-oauth2|118273645546372819104';
const LINKING = 'http://localhost:4300/link';

const REDIRECTING = `
exports.onExecutePostLogin = async (event, api) => {
  const token = api.redirect.encodeToken({ secret: event.secrets.KEY, payload: { connection: event.connection.name } });
  api.idToken.setCustomClaim('https://a/before', 1);
  api.redirect.sendUserTo('${LINKING}', { query: { session_token: token } });
};
exports.onContinuePostLogin = async (event, api) => {
  const { answer } = api.redirect.validateToken({ secret: event.secrets.KEY });
  api.idToken.setCustomClaim('https://a/answer', answer);
};`;
const LATER = `exports.onExecutePostLogin = async (event, api) => { api.idToken.setCustomClaim('https://a/later', 2); };`;
const PRIMARY = `exports.onExecutePostLogin = async (event, api) => {
  if (event.user.user_id !== '${ANA}') api.authentication.setPrimaryUser('${ANA}');
};`;

describe('A Post-Login Action that redirects or changes the user', () => {
  let harness: OidcHarness;
  afterEach(() => harness.tenant.stop());
  const withActions = async (codes: readonly string[], postLogin?: PostLoginAction) => {
    const actions = codes.map((code, index) => ({ name: `Action ${index}`, code, secrets: { KEY: SECRET } }));
    harness = await startOidcHarness({
      seed: { ...DEMO_SEED, actions },
      actionTimeout: 10,
      ...(postLogin === undefined ? {} : { postLogin }),
    });
  };
  const sessionToken = (claims: Record<string, unknown>, key = KEY) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('5m').sign(key);

  it('redirects the user, and continues with the parameters of the return', async () => {
    await withActions([REDIRECTING, LATER]);
    const request = await authorization(harness.config);
    const away = await logIn(harness.browser, await harness.browser.open(request.url));
    expect(`${away.url.origin}${away.url.pathname}`).toBe(LINKING);
    const { payload } = await jwtVerify(away.url.searchParams.get('session_token') ?? '', KEY);
    expect([payload.sub, payload['connection']]).toEqual([ANA, 'Username-Password-Authentication']);
    const state = away.url.searchParams.get('state') ?? '';
    const token = await sessionToken({ sub: ANA, state, answer: 42 });
    const end = await harness.browser.open(`/continue?${new URLSearchParams({ state, session_token: token })}`);
    const claims = claimsOf(await redeem(harness.config, request, end));
    expect([claims['https://a/before'], claims['https://a/answer'], claims['https://a/later']]).toEqual([1, 42, 2]);
  });

  it('ends the login if the session token is for another login or has a wrong signature', async () => {
    await withActions([REDIRECTING]);
    const attempt = async (forge: (state: string) => Promise<string>) => {
      const away = await logIn(
        harness.browser,
        await harness.browser.open((await authorization(harness.config, { prompt: 'login' })).url),
      );
      const state = away.url.searchParams.get('state') ?? '';
      const query = new URLSearchParams({ state, session_token: await forge(state) });
      return errorOf(await harness.browser.open(`/continue?${query}`));
    };
    const reason = (text: string) => ({
      error: 'access_denied',
      description: `The session token is invalid: ${text}.`,
    });
    expect(await attempt(() => sessionToken({ sub: ANA, state: 'other' }))).toEqual(reason('its state does not match'));
    const forged = new TextEncoder().encode('another secret of the same length!!');
    expect(await attempt((state) => sessionToken({ sub: ANA, state }, forged))).toEqual(
      reason('its signature is wrong'),
    );
    expect((await harness.browser.open('/continue?state=unknown')).status).toBe(404);
  });

  it('cannot redirect a silent sign-in', async () => {
    await withActions([REDIRECTING]);
    const away = await logIn(harness.browser, await harness.browser.open((await authorization(harness.config)).url));
    const state = away.url.searchParams.get('state') ?? '';
    const query = new URLSearchParams({ state, session_token: await sessionToken({ sub: ANA, state }) });
    await harness.browser.open(`/continue?${query}`);
    const silent = await harness.browser.open((await authorization(harness.config, { prompt: 'none' })).url);
    expect(errorOf(silent).error).toBe('interaction_required');
  });

  it('signs in the primary user, even if it links only afterwards', async () => {
    await withActions([PRIMARY], async (event) => {
      if (event.user.user_id === ANA) return;
      const body = { provider: 'google-oauth2', user_id: LEO };
      const { status } = await callAsMachine(
        harness.tenant,
        'POST',
        `/users/${encodeURIComponent(ANA)}/identities`,
        body,
      );
      expect(status).toBe(201);
    });
    const request = await authorization(harness.config, { connection: 'google-oauth2' });
    const page = await harness.browser.open(request.url);
    const end = await choose(harness.browser, page, 'google-oauth2', 'leo.park@example.net');
    expect(claimsOf(await redeem(harness.config, request, end))['sub']).toBe(ANA);
    const silent = await authorization(harness.config, { prompt: 'none' });
    const again = await redeem(harness.config, silent, await harness.browser.open(silent.url));
    expect(claimsOf(again)['sub']).toBe(ANA);
  });

  it('ends the login if the identity does not belong to the primary user', async () => {
    await withActions([PRIMARY]);
    const page = await harness.browser.open((await authorization(harness.config, { connection: 'google-oauth2' })).url);
    const end = await choose(harness.browser, page, 'google-oauth2', 'leo.park@example.net');
    expect(errorOf(end).error).toBe('access_denied');
  });

  for (const method of ['enrollWith', 'challengeWith']) {
    it(`asks for a second factor by api.authentication.${method}`, async () => {
      await withActions([
        `exports.onExecutePostLogin = async (e, api) => { api.authentication.${method}({ type: 'otp' }); };`,
      ]);
      const page = await logIn(harness.browser, await harness.browser.open((await authorization(harness.config)).url));
      expect(page.url.pathname).toMatch(/^\/u\/login\/[^/]+\/mfa$/);
    });
  }
});
