import { ANA, managementHarness, MIRA, userPath, type ErrorBody } from './testing/management-harness.ts';

const PAGE = 'http://localhost:4200';

describe('The Management API over HTTP', () => {
  it('counts the remaining requests down, responds with 429 and Retry-After, and later accepts requests again', async () => {
    const api = await managementHarness({ limit: 1, perSeconds: 10, burst: 2 });
    const token = await api.accessToken(ANA, 'read:current_user');
    const get = () => api.call<ErrorBody>('GET', userPath(ANA), token);
    const first = await get();
    expect(first.headers.get('X-RateLimit-Limit')).toBe('2');
    expect(first.headers.get('X-RateLimit-Remaining')).toBe('1');
    expect(Number(first.headers.get('X-RateLimit-Reset'))).toBeGreaterThan(api.clock.now() / 1000);
    await get();
    const third = await get();
    expect([third.status, third.body.message, third.body.errorCode]).toEqual([
      429,
      'Global limit has been reached',
      'too_many_requests',
    ]);
    expect(third.headers.get('X-RateLimit-Remaining')).toBe('0');
    const retryAfter = Number(third.headers.get('Retry-After'));
    expect(retryAfter).toBeGreaterThan(8);
    api.clock.advance(retryAfter);
    expect((await get()).status).toBe(200);
    api.store.close();
  });

  it('reports the rate limit with errors, too', async () => {
    const api = await managementHarness();
    const response = await api.call('GET', userPath(ANA), undefined);
    expect(response.status).toBe(401);
    expect(response.headers.get('X-RateLimit-Remaining')).toBe('999');
    api.store.close();
  });

  it('accepts calls from pages of registered origins, and of no others', async () => {
    const api = await managementHarness();
    const preflight = (origin: string) =>
      api.fetch(
        new Request(`http://localhost${userPath(ANA)}`, {
          method: 'OPTIONS',
          headers: {
            Origin: origin,
            'Access-Control-Request-Method': 'PATCH',
            'Access-Control-Request-Headers': 'authorization,content-type',
          },
        }),
      );
    const known = (await preflight(PAGE)).headers;
    expect(known.get('Access-Control-Allow-Origin')).toBe(PAGE);
    expect(known.get('Access-Control-Allow-Headers')).toContain('authorization');
    expect(known.get('Access-Control-Allow-Methods')).toContain('PATCH');
    const unknown = (await preflight('http://evil.example')).headers;
    expect(unknown.get('Access-Control-Allow-Origin')).toBeNull();
    api.store.close();
  });

  it('exposes errors and their Retry-After to a page', async () => {
    const api = await managementHarness({ limit: 1, perSeconds: 10 });
    const get = () => api.fetch(new Request(`http://localhost${userPath(ANA)}`, { headers: { Origin: PAGE } }));
    await get();
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
    expect(refused.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After');
    api.store.close();
  });

  const forged: readonly [name: string, claims: Record<string, unknown>][] = [
    ['another issuer', { iss: 'http://localhost:9999/' }],
    ['another audience', { aud: 'https://api.example.com/' }],
    ['the audience of its client only', { aud: 'portal' }],
    ['no expiry', { exp: undefined }],
    ['a start in the future', { nbf: 9_999_999_999 }],
    ['no subject', { sub: undefined }],
  ];
  for (const [name, claims] of forged) {
    it(`rejects an access token with ${name}`, async () => {
      const api = await managementHarness();
      const token = await api.accessToken(ANA, 'read:users', { claims });
      const response = await api.call<ErrorBody>('GET', userPath(ANA), token);
      expect([response.status, response.body.errorCode]).toEqual([401, 'invalid_token']);
      api.store.close();
    });
  }

  it('rejects a token signed with a shared secret', async () => {
    const api = await managementHarness();
    const token = await api.accessToken(ANA, 'read:users', { alg: 'HS256', key: new Uint8Array(32) });
    expect((await api.call('GET', userPath(ANA), token)).status).toBe(401);
    api.store.close();
  });

  it('never responds with 500 to invalid input', async () => {
    const api = await managementHarness();
    const token = await api.accessToken(ANA, 'update:users create:users read:users read:connections delete:users');
    const paths = ['/users', userPath(ANA), `${userPath(ANA)}/identities`, '/users/%ZZ', '/users/%00%7C', '/nothing'];
    const bodies = ['', 'null', '[]', '1', '"x"', '{"user_metadata":[]}', '{"user_id":{},"provider":1}', '{"a":'];
    for (const path of paths) {
      for (const method of ['POST', 'PATCH', 'PUT']) {
        for (const body of bodies) {
          const { status } = await api.call(method, path, token, body);
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        }
      }
    }
    api.store.close();
  });

  it('treats names of prototype properties as plain data', async () => {
    const api = await managementHarness();
    const token = await api.accessToken(ANA, 'update:users');
    const body = '{"user_metadata":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}';
    expect((await api.call('PATCH', userPath(MIRA), token, body)).status).toBe(200);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const stored = api.store.users.get(MIRA)?.user_metadata;
    expect(Object.getPrototypeOf(stored)).toBe(Object.prototype);
    const refused = await api.call<ErrorBody>('PATCH', userPath(MIRA), token, '{"__proto__":{"blocked":true}}');
    expect(api.store.users.get(MIRA)?.blocked).toBeFalse();
    expect(refused.status).toBeLessThan(500);
    api.store.close();
  });

  it('rejects a body larger than 1 MiB', async () => {
    const api = await managementHarness();
    const body = { user_metadata: { long: 'x'.repeat(1024 * 1024) } };
    const token = await api.accessToken(ANA, 'update:users');
    expect((await api.call('PATCH', userPath(ANA), token, body)).status).toBe(413);
    api.store.close();
  });

  it('lists connections for callers with the scope to read them', async () => {
    const api = await managementHarness();
    const token = await api.accessToken('machine@clients', 'read:connections');
    const all = await api.call<{ name: string; strategy: string }[]>('GET', '/connections', token);
    expect(all.body.map(({ name }) => name)).toContain('acme-corp');
    const github = await api.call<{ name: string }[]>('GET', '/connections?strategy=github', token);
    expect(github.body.map(({ name }) => name)).toEqual(['github']);
    const one = await api.call<{ name: string }>('GET', '/connections/con_DemoEnterprise01', token);
    expect(one.body.name).toBe('acme-corp');
    expect((await api.call('GET', '/connections/con_0000000000000000', token)).status).toBe(404);
    expect((await api.call('GET', '/connections/x', token)).status).toBe(400);
    const spa = await api.accessToken(ANA, 'read:current_user');
    expect((await api.call('GET', '/connections', spa)).status).toBe(403);
    api.store.close();
  });

  it('pages through connections by checkpoint, without totals', async () => {
    interface Checkpointed {
      readonly connections: readonly { readonly name: string }[];
      readonly next?: string;
    }
    const api = await managementHarness();
    const token = await api.accessToken('machine@clients', 'read:connections');
    const all = (await api.call<{ name: string }[]>('GET', '/connections', token)).body.map(({ name }) => name);
    const listed: string[] = [];
    let query: string | undefined = '?take=2&include_totals=true';
    while (query !== undefined) {
      const { body }: { body: Checkpointed } = await api.call<Checkpointed>('GET', `/connections${query}`, token);
      expect(Object.keys(body)).toEqual(body.next === undefined ? ['connections'] : ['connections', 'next']);
      expect(body.connections.length).toBeLessThanOrEqual(2);
      listed.push(...body.connections.map(({ name }) => name));
      query = body.next === undefined ? undefined : `?take=2&from=${body.next}`;
    }
    expect(listed).toEqual(all);
    const { body } = await api.call<Checkpointed>('GET', '/connections?take=1&strategy=github&fields=name', token);
    expect(body).toEqual({ connections: [{ name: 'github', is_domain_connection: false } as never] });
    for (const take of ['0', '101', 'x']) {
      expect((await api.call('GET', `/connections?take=${take}`, token)).status)
        .withContext(take)
        .toBe(400);
    }
    api.store.close();
  });
});
