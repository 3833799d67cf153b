import { readFileSync } from 'node:fs';
import { createTenant } from '../index.ts';
import { applySeed } from './apply-seed.ts';
import { DEMO_SEED } from './demo-seed.ts';
import { exportSeed } from './export-seed.ts';
import { readSeed } from './read-seed.ts';
import { seedJsonSchema } from './seed-schema.ts';
import { openStore } from '../store/tenant-store.ts';

const SEED = `
connections:
  - { name: Users, strategy: auth0 }
  - { name: google-oauth2, strategy: google-oauth2 }
users:
  - connection: Users
    password: secret
    profile: { email: ada@example.com, name: Ada, email_verified: true }
    linked:
      - connection: google-oauth2
        profile: { email: ada@gmail.example }
clients:
  - { client_id: shop, name: Shop, app_type: spa, callbacks: [http://localhost:3000/callback] }
resource_servers:
  - { identifier: https://api.example, name: API, scopes: [{ value: read:orders }] }
organizations:
  - { name: acme }
`;

describe('A seed file', () => {
  /** The message of the refusal. */
  const refusal = (text: string) => {
    try {
      readSeed(text, 'seed.yaml');
    } catch (error) {
      // The spec expects this refusal.
      return error instanceof Error ? error.message : String(error);
    }
    throw new Error('It was read.');
  };

  it('makes a tenant with everything it names', async () => {
    const tenant = await createTenant({ seed: readSeed(SEED) });
    const ada = tenant.control.users()[0];
    expect(ada?.identities.map(({ connection }) => connection)).toEqual(['Users', 'google-oauth2']);
    expect(tenant.people).toEqual([
      jasmine.objectContaining({ name: 'Ada', email: 'ada@example.com', password: 'secret', user_id: ada?.user_id }),
    ]);
    expect(tenant.clients.map(({ client_id: id }) => id)).toEqual(['shop']);
    const { connections, resource_servers: servers, organizations } = tenant.control.exportSeed();
    expect(connections[1]).toEqual({
      id: jasmine.stringMatching(/^con_[a-f0-9]{16}$/) as unknown as string,
      name: 'google-oauth2',
      strategy: 'google-oauth2',
      isSocial: true,
    });
    expect([servers?.[0]?.identifier, organizations?.[0]?.name]).toEqual(['https://api.example', 'acme']);
    await tenant.stop();
  });

  it('may be JSON, or empty, and gives the same users the same ids each time', () => {
    expect(readSeed('').connections).toEqual(DEMO_SEED.connections);
    const json = JSON.stringify({
      users: [{ connection: 'google-oauth2', profile: { email: 'a@example.com' } }],
    });
    const [first, second] = [readSeed(json), readSeed(json)];
    expect(first.users[0]?.user_id).toMatch(/^1\d{20}$/);
    expect(second).toEqual(first);
  });

  it('is rejected with file, line, column and path of every error', () => {
    const message = refusal(`users:
  - connection: nowhere
    profile: {}
  - connection: github
    profil: {}
clients:
  - { client_id: a, name: A, app_type: spa }
  - { client_id: a, name: A, app_type: laptop }
`);
    expect(message).toContain('seed.yaml:8:40 clients[1].app_type');
    expect(message).toContain('seed.yaml:4:5 users[1].profile: ');
    expect(message).toContain('"profil"');
    const names = refusal(`users:
  - { connection: nowhere, profile: {} }
clients:
  - { client_id: a, name: A, app_type: spa }
  - { client_id: a, name: A, app_type: non_interactive }
`);
    expect(names).toContain(
      'seed.yaml:2:19 users[0].connection: Unknown connection "nowhere". Known connections: Username',
    );
    expect(names).toContain('seed.yaml:5:18 clients[1].client_id: Duplicate client_id "a".');
    expect(names).toContain('seed.yaml:5:5 clients[1]: A non_interactive application needs a client_secret.');
  });

  it('is rejected if it is not YAML, or an alias bomb', () => {
    expect(refusal('users: [')).toMatch(/seed\.yaml:1:9 /);
    expect(refusal('users: []\nusers: []')).toMatch(/seed\.yaml:2:1 /);
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`;
    expect(refusal(bomb)).toMatch(/alias/i);
  });

  it('can be exported from a tenant, with passwords as hashes, and makes the same tenant again', () => {
    const store = openStore(':memory:');
    applySeed(store, DEMO_SEED);
    const clients = [{ client_id: 'shop', use_for_member_access: true }];
    store.organizations.upsert({ name: 'acme', clients });
    const exported = exportSeed(store, DEMO_SEED.people);
    const text = JSON.stringify(exported);
    expect(text).not.toContain('"password":"demo","profile"');
    const again = openStore(':memory:');
    applySeed(again, readSeed(text));
    const withoutTimes = (users: readonly { updated_at: string }[]) =>
      users.map((user) => ({ ...user, updated_at: '' }));
    expect(again.organizations.get('acme')?.clients).toEqual(clients);
    expect(withoutTimes(again.users.list())).toEqual(withoutTimes(store.users.list()));
    expect(
      again.users.verifyPassword('Username-Password-Authentication', 'ana@example.com', 'demo')?.user_id,
    ).toBeDefined();
    store.close();
    again.close();
  });

  it('has a schema for editors that is up to date (node tenant/scripts/write-seed-schema.ts)', () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('../../schema/seed.schema.json', import.meta.url), 'utf8'),
    );
    expect(published).toEqual(JSON.parse(JSON.stringify(seedJsonSchema())));
  });
});
