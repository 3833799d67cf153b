import * as openid from 'openid-client';
import { callWithScope } from '../../oidc/testing/call-as-machine.ts';
import {
  authorization,
  errorOf,
  refusal,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../../oidc/testing/oidc-harness.ts';
import { ANA, userPath, type ErrorBody } from '../testing/management-harness.ts';

const SCOPE = { scope: 'openid offline_access' };
const ALL =
  'read:sessions update:sessions delete:sessions read:refresh_tokens update:refresh_tokens delete:refresh_tokens';

interface Listed {
  readonly sessions: readonly { readonly id: string }[];
  readonly tokens: readonly { readonly id: string; readonly session_id: string | null }[];
}

describe('A single session or refresh token', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const call = <Body = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
    callWithScope<Body>(harness.tenant, ALL, method, path, body);
  const silently = async () =>
    errorOf(await harness.browser.open((await authorization(harness.config, { prompt: 'none' })).url)).error;
  const refresh = (token: string | undefined) => openid.refreshTokenGrant(harness.config, token ?? '');
  const refused = async (token: string | undefined) => (await refusal(refresh(token))).error;
  const sessionId = async () =>
    (await call<Listed>('GET', `${userPath(ANA)}/sessions`)).body.sessions.map(({ id }) => id)[0] ?? 'none';
  const tokenIds = async () =>
    (await call<Listed>('GET', `${userPath(ANA)}/refresh-tokens`)).body.tokens.map(({ id }) => id);

  it('is read by its id, which stays the same when a refresh token is rotated', async () => {
    const tokens = await signIn(harness, { ...SCOPE, audience: 'https://api.example' });
    const session = `/sessions/${await sessionId()}`;
    expect((await call('GET', session)).body).toEqual(
      jasmine.objectContaining({ user_id: ANA, clients: [{ client_id: 'spa' }], session_metadata: null }),
    );
    const [id = ''] = await tokenIds();
    await refresh(tokens.refresh_token);
    expect(await tokenIds()).toEqual([id]);
    expect((await call('GET', `/refresh-tokens/${id}`)).body).toEqual(
      jasmine.objectContaining({
        ...{ id, user_id: ANA, client_id: 'spa', session_id: await sessionId() },
        resource_servers: [{ audience: 'https://api.example', scopes: 'openid offline_access' }],
      }),
    );
  });

  it('keeps metadata until they are removed', async () => {
    await signIn(harness, SCOPE);
    for (const [path, name] of [
      [`/sessions/${await sessionId()}`, 'session_metadata'],
      [`/refresh-tokens/${(await tokenIds())[0] ?? ''}`, 'refresh_token_metadata'],
    ] as const) {
      expect((await call('PATCH', path, { [name]: { device: 'lab' } })).body[name]).toEqual({ device: 'lab' });
      expect(await silently()).toBeNull();
      expect((await call('GET', path)).body[name]).toEqual({ device: 'lab' });
      expect((await call('PATCH', path, { [name]: null })).body[name]).toBeNull();
      const many = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`key${index}`, index]));
      expect((await call('PATCH', path, { [name]: many })).status).toBe(400);
      expect((await call('PATCH', path, {})).status).toBe(400);
    }
  });

  it('ends without others when it is deleted', async () => {
    const tokens = await signIn(harness, SCOPE);
    expect((await call('DELETE', `/sessions/${await sessionId()}`)).status).toBe(202);
    expect(await silently()).toBe('login_required');
    const rotated = await refresh(tokens.refresh_token);
    const [id = ''] = await tokenIds();
    expect((await call('DELETE', `/refresh-tokens/${id}`)).status).toBe(204);
    expect(await refused(rotated.refresh_token)).toBe('invalid_grant');
    expect((await call('DELETE', `/refresh-tokens/${id}`)).status).toBe(204);
  });

  it('ends its refresh tokens, but not those of other sessions, when it is revoked', async () => {
    const other = await signIn(harness, SCOPE);
    await call('DELETE', `/sessions/${await sessionId()}`);
    const tokens = await signIn(harness, SCOPE);
    expect((await call('POST', `/sessions/${await sessionId()}/revoke`)).status).toBe(202);
    expect(await silently()).toBe('login_required');
    expect(await refused(tokens.refresh_token)).toBe('invalid_grant');
    expect((await refresh(other.refresh_token)).access_token).toBeTruthy();
  });

  it("ends when the user's access is revoked: all, without refresh tokens, or one session", async () => {
    const revoke = (body: unknown) => call('POST', `${userPath(ANA)}/revoke-access`, body);
    const first = await signIn(harness, SCOPE);
    expect((await revoke({ preserve_refresh_tokens: true })).status).toBe(202);
    expect(await silently()).toBe('login_required');
    const kept = await refresh(first.refresh_token);
    const second = await signIn(harness, SCOPE);
    await revoke({ session_id: await sessionId() });
    expect(await refused(second.refresh_token)).toBe('invalid_grant');
    const still = await refresh(kept.refresh_token);
    await signIn(harness, SCOPE);
    await revoke({});
    expect(await silently()).toBe('login_required');
    expect(await refused(still.refresh_token)).toBe('invalid_grant');
  });

  it('is not found if unknown, and rejected without its scope', async () => {
    for (const [method, path, message] of [
      ['GET', '/sessions/none', 'The session does not exist.'],
      ['POST', '/sessions/none/revoke', 'The session does not exist.'],
      ['GET', '/refresh-tokens/none', 'The refresh token does not exist.'],
    ] as const) {
      const response = await call<ErrorBody>(method, path);
      expect([response.status, response.body.message]).toEqual([404, message]);
    }
    const reader = (method: string, path: string) => callWithScope(harness.tenant, 'read:users', method, path, {});
    expect((await reader('PATCH', '/sessions/none')).status).toBe(403);
    expect((await reader('PATCH', '/refresh-tokens/none')).status).toBe(403);
    expect((await reader('DELETE', '/sessions/none')).status).toBe(403);
    expect((await reader('POST', '/sessions/none/revoke')).status).toBe(403);
    expect((await reader('POST', `${userPath(ANA)}/revoke-access`)).status).toBe(403);
    expect((await reader('DELETE', '/refresh-tokens/none')).status).toBe(403);
  });
});
