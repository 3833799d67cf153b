import * as openid from 'openid-client';
import { callWithScope } from '../../oidc/testing/call-as-machine.ts';
import { refusal, signIn, startOidcHarness, type OidcHarness } from '../../oidc/testing/oidc-harness.ts';
import { ANA, MIRA, type ErrorBody } from '../testing/management-harness.ts';

const SCOPE = { scope: 'openid offline_access' };
const ORDERS = 'https://orders.example';

interface Listed {
  readonly refresh_tokens: readonly {
    readonly id: string;
    readonly client_id: string;
    readonly resource_servers: readonly { readonly audience: string }[];
  }[];
  readonly next?: string;
}

describe("A user's refresh tokens", () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const call = <Body = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
    callWithScope<Body>(harness.tenant, 'read:refresh_tokens delete:refresh_tokens', method, path, body);
  const list = async (query: Record<string, string> = {}) =>
    (await call<Listed>('GET', `/refresh-tokens?${new URLSearchParams({ user_id: ANA, ...query })}`)).body;
  const revoke = (body: unknown) => call<ErrorBody>('POST', '/refresh-tokens/revoke', body);
  const works = async (token: string | undefined) => {
    const refreshing = openid.refreshTokenGrant(harness.config, token ?? '');
    return refreshing.then(
      () => true,
      async () => (await refusal(refreshing)).error !== 'invalid_grant',
    );
  };

  it('are listed in the order of their ids, page after page, with the requested fields', async () => {
    for (const audience of ['https://one.example', 'https://two.example', ORDERS]) {
      await signIn(harness, { ...SCOPE, audience });
    }
    const { refresh_tokens: all, next } = await list();
    expect(next).toBeUndefined();
    expect(all.map(({ client_id: client }) => client)).toEqual(['spa', 'spa', 'spa']);
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const first = await list({ take: '2', fields: 'id' });
    expect(first.refresh_tokens as unknown).toEqual(ids.slice(0, 2).map((id) => ({ id })));
    const second = await list({ take: '2', from: first.next ?? '' });
    expect([second.refresh_tokens.map(({ id }) => id), second.next]).toEqual([ids.slice(2), undefined]);
  });

  it('are listed for one client, and those of one user alone', async () => {
    await signIn(harness, SCOPE);
    expect((await list({ client_id: 'spa' })).refresh_tokens.length).toBe(1);
    expect((await list({ client_id: 'web' })).refresh_tokens).toEqual([]);
    expect((await list({ user_id: MIRA })).refresh_tokens).toEqual([]);
  });

  it('are revoked by id, without others', async () => {
    const ended = await signIn(harness, SCOPE);
    const [{ id } = { id: '' }] = (await list()).refresh_tokens;
    const other = await signIn(harness, SCOPE);
    expect((await revoke({ ids: [id, 'unknown'] })).status).toBe(202);
    expect(await works(ended.refresh_token)).toBeFalse();
    expect(await works(other.refresh_token)).toBeTrue();
  });

  it('are revoked for an audience, a client, or all', async () => {
    const orders = await signIn(harness, { ...SCOPE, audience: ORDERS });
    const plain = await signIn(harness, SCOPE);
    expect((await revoke({ user_id: ANA, client_id: 'web' })).status).toBe(202);
    expect((await revoke({ user_id: MIRA })).status).toBe(202);
    expect((await list()).refresh_tokens.length).toBe(2);
    await revoke({ user_id: ANA, client_id: 'spa', audience: ORDERS });
    expect(await works(orders.refresh_token)).toBeFalse();
    expect((await list()).refresh_tokens.length).toBe(1);
    await revoke({ user_id: ANA, client_id: 'spa' });
    expect(await works(plain.refresh_token)).toBeFalse();
    const last = await signIn(harness, SCOPE);
    await revoke({ user_id: ANA });
    expect(await works(last.refresh_token)).toBeFalse();
  });

  it('are rejected without a user, for an unknown one, for an ambiguous choice, and without their scopes', async () => {
    const statusOf = async (query: string) => (await call('GET', `/refresh-tokens${query}`)).status;
    expect(await statusOf('')).toBe(400);
    expect(await statusOf('?user_id=unknown')).toBe(400);
    expect(await statusOf(`?user_id=${encodeURIComponent(ANA)}&take=0`)).toBe(400);
    expect(await statusOf('?user_id=auth0%7Cunknown')).toBe(404);
    for (const [body, message] of [
      [{}, "Either 'ids' or 'user_id'"],
      [{ ids: ['a'], user_id: ANA }, "Either 'ids' or 'user_id'"],
      [{ ids: ['a'], client_id: 'spa' }, "'client_id' needs 'user_id'"],
      [{ user_id: ANA, audience: ORDERS }, "'audience' needs 'user_id' and 'client_id'"],
      [{ ids: [] }, 'ids'],
      [{ ids: Array.from({ length: 101 }, (_, index) => `id${index}`) }, 'ids'],
    ] as const) {
      const { status, body: error } = await revoke(body);
      expect([status, error.errorCode]).toEqual([400, 'invalid_body']);
      expect(error.message).toContain(message);
    }
    const weak = (method: string, path: string) =>
      callWithScope(harness.tenant, 'read:users delete:sessions', method, path, { user_id: ANA });
    expect((await weak('POST', '/refresh-tokens/revoke')).status).toBe(403);
    const reading = await callWithScope(harness.tenant, 'read:users', 'GET', '/refresh-tokens');
    expect(reading.status).toBe(403);
  });
});
