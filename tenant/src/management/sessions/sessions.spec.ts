import * as openid from 'openid-client';
import { callAsMachine } from '../../oidc/testing/call-as-machine.ts';
import {
  authorization,
  errorOf,
  refusal,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../../oidc/testing/oidc-harness.ts';
import { ANA, managementHarness, MIRA, userPath, type ErrorBody } from '../testing/management-harness.ts';

const SCOPE = { scope: 'openid offline_access' };

describe('The sessions and refresh tokens of a user', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const call = <Body = unknown>(method: string, path: string) => callAsMachine<Body>(harness.tenant, method, path);
  const silently = async () =>
    errorOf(await harness.browser.open((await authorization(harness.config, { prompt: 'none' })).url)).error;
  const refresh = (token: string | undefined) => openid.refreshTokenGrant(harness.config, token ?? '');

  it('are listed without the values of cookies and tokens', async () => {
    const tokens = await signIn(harness, SCOPE);
    const sessions = await call<{ sessions: Record<string, unknown>[] }>('GET', `${userPath(ANA)}/sessions`);
    expect(sessions.status).toBe(200);
    expect(sessions.body.sessions).toEqual([
      jasmine.objectContaining({
        // The claim is the same in the ID tokens of every client.
        id: tokens.claims()?.['sid'] as string,
        user_id: ANA,
        clients: [{ client_id: 'spa' }],
        authenticated_at: jasmine.any(String),
      }),
    ]);
    const found = await call<{ tokens: Record<string, unknown>[] }>('GET', `${userPath(ANA)}/refresh-tokens`);
    expect(found.body.tokens).toEqual([jasmine.objectContaining({ user_id: ANA, client_id: 'spa', rotating: true })]);
    expect(JSON.stringify(found.body)).not.toContain(tokens.refresh_token ?? '');
    const cookies = (await call<{ sessions: { id: string }[] }>('GET', `${userPath(ANA)}/sessions`)).body.sessions;
    expect(harness.browser.cookieValues).not.toContain(cookies[0]?.id ?? '');
  });

  it('lose the sessions, but no refresh tokens, when the sessions are deleted', async () => {
    const tokens = await signIn(harness, SCOPE);
    expect((await call('DELETE', `${userPath(ANA)}/sessions`)).status).toBe(202);
    expect(await silently()).toBe('login_required');
    expect((await call<{ sessions: unknown[] }>('GET', `${userPath(ANA)}/sessions`)).body.sessions).toEqual([]);
    expect((await refresh(tokens.refresh_token)).access_token).toBeTruthy();
  });

  it('lose the refresh tokens, but no sessions, when the refresh tokens are deleted', async () => {
    const tokens = await signIn(harness, SCOPE);
    expect((await call('DELETE', `${userPath(ANA)}/refresh-tokens`)).status).toBe(202);
    expect(await refusal(refresh(tokens.refresh_token))).toEqual({
      status: 403,
      error: 'invalid_grant',
      description: 'Unknown or invalid refresh token.',
    });
    expect(await silently()).toBeNull();
  });

  it('exclude those of other users', async () => {
    const tokens = await signIn(harness, SCOPE);
    await call('DELETE', `${userPath(MIRA)}/sessions`);
    await call('DELETE', `${userPath(MIRA)}/refresh-tokens`);
    expect(await silently()).toBeNull();
    expect((await refresh(tokens.refresh_token)).access_token).toBeTruthy();
  });

  it('are rejected for an unknown user, and without their own scope', async () => {
    for (const path of ['sessions', 'refresh-tokens']) {
      for (const method of ['GET', 'DELETE']) {
        const { status, body } = await call<ErrorBody>(method, `${userPath('auth0|unknown')}/${path}`);
        expect([status, body.message]).toEqual([404, 'User not found']);
      }
    }
    const api = await managementHarness();
    const weak = await api.accessToken('server@clients', 'read:users update:users delete:users');
    for (const [method, path] of [
      ['GET', 'sessions'],
      ['DELETE', 'sessions'],
      ['GET', 'refresh-tokens'],
      ['DELETE', 'refresh-tokens'],
    ] as const) {
      expect((await api.call(method, `${userPath(ANA)}/${path}`, weak)).status).toBe(403);
    }
    api.store.close();
  });
});
