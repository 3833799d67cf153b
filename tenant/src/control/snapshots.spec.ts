import { createTenant, type NewUser, type Tenant } from '../index.ts';

describe('Snapshots', () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await createTenant();
  });
  afterEach(() => tenant.stop());
  const emails = () => tenant.control.users().map(({ email }) => email);
  const person = (index: number): NewUser => ({
    connection: 'Username-Password-Authentication',
    password_hash: 'scrypt$c2FsdA$a2V5',
    profile: { email: `person-${index}@example.com`, email_verified: true, name: `Person ${index}` },
    linked: [{ connection: 'google-oauth2', profile: { email: `person-${index}@gmail.example` } }],
  });

  it('bring back people, clients and the clock, as often as wanted', () => {
    const { control } = tenant;
    const before = emails();
    const snapshot = control.snapshot();
    for (let round = 0; round < 2; round += 1) {
      control.addUser(person(1));
      control.block('auth0|65f0a1b2c3d4e5f607080901');
      control.restore(snapshot);
      expect(emails()).toEqual(before);
      expect(control.users().filter(({ blocked }) => blocked).length).toBe(1);
    }
    control.dropSnapshot(snapshot);
    expect(() => control.restore(snapshot)).toThrowError(RangeError, 'No snapshot "snapshot-1".');
  });

  it('are taken and restored in a moment (told, not judged, for 1,000 users with 2,000 identities)', () => {
    const { control } = tenant;
    control.seed({ users: Array.from({ length: 1000 }, (_, index) => person(index)) });
    const measure = (work: () => void) => {
      const start = performance.now();
      work();
      return Math.round(performance.now() - start);
    };
    let snapshot = '';
    const taken = measure(() => (snapshot = control.snapshot()));
    const restored = measure(() => control.restore(snapshot));
    process.stdout.write(`1,000 users: snapshot in ${taken} ms, restored in ${restored} ms.\n`);
    expect(control.users().length).toBeGreaterThan(1000);
    control.reset();
    const small = control.snapshot();
    process.stdout.write(`Demo people: restored in ${measure(() => control.restore(small))} ms.\n`);
    expect(emails()).toContain('ana@example.com');
  });
});
