import { ANA, managementHarness, type ErrorBody, type ManagementHarness } from '../testing/management-harness.ts';

interface Found {
  readonly user_id: string;
  readonly email?: string;
}
interface Page {
  readonly start: number;
  readonly limit: number;
  readonly length: number;
  readonly total: number;
  readonly users: readonly Found[];
}

describe('A search for users', () => {
  let api: ManagementHarness;
  let token: string;
  beforeAll(async () => {
    api = await managementHarness();
    token = await api.accessToken(ANA, 'read:users');
  });
  afterAll(() => api.store.close());

  const search = <Body = Found[]>(query: Record<string, string>) =>
    api.call<Body>('GET', `/users?${new URLSearchParams(query)}`, token);

  const queries: readonly [q: string, expected: number][] = [
    ['email:"ana@example.com"', 3],
    ['email:ana@example.com', 3],
    ['email:"ANA@EXAMPLE.COM"', 3],
    ['email:"ana@example.com" AND email_verified:true', 2],
    ['email:ana* AND NOT identities.provider:"github"', 2],
    ['email:ana* AND -identities.provider:github', 2],
    ['identities.provider:"samlp"', 2],
    ['identities.connection:"Username-Password-Authentication" OR identities.provider:windowslive', 6],
    ['identities.profileData.email:"mira@work.example"', 1],
    ['user_id:"auth0|65f0a1b2c3d4e5f607080901"', 1],
    ['user_id:auth0\\|65f0a1b2c3d4e5f607080901', 1],
    ['user_id:("auth0|65f0a1b2c3d4e5f607080901" OR "samlp|acme-corp|sam.taylor@acme.example")', 2],
    ['user_id:("auth0|65f0a1b2c3d4e5f607080901" "github|4815162" "unknown|1") AND NOT blocked:true', 2],
    ['email:(*example.net AND NOT name:"Leo Park" AND -leo.park@example.net) OR name:("Ana Souza")', 3],
    ['name:"Ana Souza"', 2],
    ['name:*souza', 2],
    ['user_metadata.theme:DARK', 0],
    ['identities.provider:SAMLP', 0],
    ['name:a*s*za', 2],
    ['name:a*z', 0],
    ['blocked:true', 1],
    ['user_metadata.theme:dark', 1],
    ['_exists_:app_metadata', 1],
    ['NOT _exists_:email', 2],
    ['created_at:[2026-01-01 TO 2026-02-01]', 15],
    ['created_at:{2026-02-01 TO *}', 0],
    ['logins_count:[0 TO 0]', 15],
    ['(name:"Ida Berg" OR name:"Leo Park") AND email:*example.net', 2],
    ['"ruth@example.org"', 1],
    ['email:"ana@example.com" -identities.provider:github', 2],
    ['email:"ana@example.com" NOT identities.provider:github', 2],
    ['-email:"ana@example.com"', 12],
    ['name:"Ida Berg" +email:"ana@example.com"', 3],
    ['+email:"ana@example.com" -identities.provider:github +email_verified:true', 2],
    ['email.domain:"example.net"', 2],
    ['created_at:[2026-01-15 TO 2026-01-15]', 15],
    ['created_at:{2026-01-15 TO *}', 0],
    ['created_at:[* TO 2026-01-15}', 0],
    ['user_id:"AUTH0|65F0A1B2C3D4E5F607080901"', 0],
    ['name:constructor', 0],
    ['__proto__:x', 0],
  ];
  for (const [q, expected] of queries) {
    it(`finds ${expected} by ${q}`, async () => {
      const { status, body } = await search({ q, search_engine: 'v3' });
      expect(status).toBe(200);
      expect(body.length).toBe(expected);
    });
  }

  const malformed = ['email:', 'email:(', 'email:()', '(name:x', 'name:x)', 'AND', 'name:"x', 'a AND', '[', 'name:*za'];
  const inMetadata = ['user_metadata.theme:d*', 'user_metadata.age:[1 TO 9]', 'user_metadata.theme:(light OR d*)'];
  for (const q of [...malformed, ...inMetadata]) {
    it(`rejects the query ${q}`, async () => {
      const { status, body } = await search<ErrorBody>({ q });
      expect([status, body.errorCode]).toEqual([400, 'invalid_query_string']);
    });
  }

  it('finds one user among fifty', async () => {
    const ids = Array.from({ length: 49 }, (_, index) => `"google-oauth2|1049382716504938271${String(index)}"`);
    const { status, body } = await search({ q: `user_id:(${[...ids, `"${ANA}"`].join(' OR ')})` });
    expect([status, body.map(({ user_id }) => user_id)]).toEqual([200, [ANA]]);
  });

  it('pages through every user once, with totals', async () => {
    const pages = await Promise.all(
      ['0', '1', '2'].map((page) => search<Page>({ page, per_page: '5', include_totals: 'true' })),
    );
    expect(pages.map(({ body }) => [body.start, body.limit, body.length, body.total])).toEqual([
      [0, 5, 5, 15],
      [5, 5, 5, 15],
      [10, 5, 5, 15],
    ]);
    expect(new Set(pages.flatMap(({ body }) => body.users.map(({ user_id }) => user_id))).size).toBe(15);
  });

  it('counts without listing for per_page=0, and lists no users beyond the end', async () => {
    const none = await search<Page>({ per_page: '0', include_totals: 'true' });
    expect([none.body.total, none.body.users]).toEqual([15, []]);
    expect((await search({ page: '9', per_page: '100' })).body).toEqual([]);
  });

  it('sorts both ways, users without the field last', async () => {
    const up = (await search({ sort: 'email:1' })).body.map(({ email }) => email);
    const down = (await search({ sort: 'email:-1' })).body.map(({ email }) => email);
    expect(up.slice(0, 3)).toEqual(['ana@example.com', 'ana@example.com', 'ana@example.com']);
    expect(down[0]).toBe('sam.taylor@acme.example');
    expect([up.at(-1), down.at(-1)]).toEqual([undefined, undefined]);
  });

  const refused: readonly [query: Record<string, string>, message: string][] = [
    [{ per_page: '101' }, "Query validation error: 'Value is greater than maximum 100 on property per_page'."],
    [{ per_page: '-1' }, "Query validation error: 'Expected an integer on property per_page'."],
    [{ page: 'x' }, "Query validation error: 'Expected an integer on property page'."],
    [{ sort: 'email' }, "Query validation error: 'Object didn't pass validation for format sort: email'."],
    [{ fields: 'a b' }, "Query validation error: 'Object didn't pass validation for format fields: a b'."],
    [{ extra: '1' }, "Query validation error: 'Additional properties not allowed: extra'."],
    [{ search_engine: 'v1' }, 'You are not allowed to use search_engine=v1.'],
    [{ search_engine: 'v2' }, 'You are not allowed to use search_engine=v2. Use search_engine=v3 instead.'],
    [
      { page: '10', per_page: '100' },
      'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
    ],
  ];
  for (const [query, message] of refused) {
    it(`rejects ${JSON.stringify(query)}`, async () => {
      const { status, body } = await search<ErrorBody>(query);
      expect([status, body.message]).toEqual([400, message]);
    });
  }

  it('needs read:users', async () => {
    const own = await api.accessToken(ANA, 'read:current_user');
    expect((await api.call('GET', '/users', own)).status).toBe(403);
    expect((await api.call('GET', '/users-by-email?email=a@b.co', own)).status).toBe(403);
  });
});
