import { openStore, type TenantStore } from '../store/tenant-store.ts';
import { applySeed, seedIfEmpty } from './apply-seed.ts';
import { avatar } from '../model/avatar.ts';
import { DEMO_SEED } from './demo-seed.ts';

describe('The demo seed', () => {
  let store: TenantStore;
  beforeEach(() => {
    store = openStore(':memory:');
    applySeed(store, DEMO_SEED);
  });
  afterEach(() => store.close());

  const identities = () => store.users.list().flatMap((user) => user.identities);

  it('has every listed person, with a password that works', () => {
    for (const person of DEMO_SEED.people) {
      const user = store.users.get(person.user_id);
      expect(user?.identities.some(({ connection }) => connection === person.connection)).toBeTrue();
      expect(person.hint.length).toBeGreaterThan(10);
      if (person.password !== undefined) {
        const owner = store.users.verifyPassword(person.connection, person.email, person.password);
        expect(owner?.user_id).toBe(person.user_id);
      }
    }
  });

  it('has one verified address in the database and at Google, and unverified at GitHub', () => {
    const owners = store.users
      .byEmail('ana@example.com')
      .map((user) => [user.identities[0].provider, user.email_verified]);
    expect(owners).toEqual([
      ['auth0', true],
      ['google-oauth2', true],
      ['github', false],
    ]);
  });

  it('has two identities at one provider, identities without email or picture, and ids with bars or integers', () => {
    const mira = store.users.list().find(({ name }) => name === 'Mira Okafor')?.identities ?? [];
    expect(mira.filter(({ provider }) => provider === 'google-oauth2').length).toBe(2);
    expect(mira.find(({ provider }) => provider === 'sms')?.profileData.email).toBeUndefined();
    expect(mira.some(({ profileData }) => profileData.email && !profileData.picture)).toBeTrue();
    expect(mira.some(({ user_id }) => String(user_id).split('|').length > 2)).toBeTrue();
    expect(mira.some(({ user_id }) => typeof user_id === 'number')).toBeTrue();
  });

  it('has a blocked user, and names with markup, right-to-left text and emoji', () => {
    expect(store.users.list().filter(({ blocked }) => blocked).length).toBe(1);
    const names = identities().map(({ profileData }) => String(profileData.name));
    for (const wanted of [/<img/, /\p{Script=Arabic}/u, /\p{Emoji_Presentation}/u, /\u202E/]) {
      expect(names.some((name) => wanted.test(name))).toBeTrue();
    }
  });

  it('has an account to choose for every connection', () => {
    const used = new Set(identities().map(({ connection }) => connection));
    expect(DEMO_SEED.connections.filter(({ name }) => !used.has(name))).toEqual([]);
  });

  it("has connection ids in Auth0's format", () => {
    expect(DEMO_SEED.connections.every(({ id }) => /^con_[A-Za-z0-9]{16}$/.test(id))).toBeTrue();
  });

  it('draws its pictures itself, and escapes markup in names', () => {
    const pictures = identities().flatMap(({ profileData }) => profileData.picture ?? []);
    expect(pictures.every((picture) => picture.startsWith('data:image/svg+xml,'))).toBeTrue();
    expect(decodeURIComponent(avatar('<script>alert(1)</script>'))).not.toContain('<script');
    expect(decodeURIComponent(avatar('🚀'))).toContain('>?</text>');
  });

  it('does not fill a store twice', () => {
    store.users.delete('auth0|65f0a1b2c3d4e5f607080901');
    seedIfEmpty(store, DEMO_SEED);
    expect(store.users.get('auth0|65f0a1b2c3d4e5f607080901')).toBeUndefined();
  });
});
