import { createTenant, type NewUser, type Tenant } from '../index.ts';

describe('Snapshots', () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await createTenant();
  });
  afterEach(() => tenant.stop());
  const emails = () => tenant.control.users().map(({ email }) => email);
  const person: NewUser = {
    connection: 'Username-Password-Authentication',
    profile: { email: 'person@example.com', email_verified: true },
    linked: [{ connection: 'google-oauth2', profile: { email: 'person@gmail.example' } }],
  };

  it('restore users, clients and the clock, any number of times', () => {
    const { control } = tenant;
    const before = emails();
    const snapshot = control.snapshot();
    for (let round = 0; round < 2; round += 1) {
      control.addUser(person);
      control.block('auth0|65f0a1b2c3d4e5f607080901');
      control.restore(snapshot);
      expect(emails()).toEqual(before);
      expect(control.users().filter(({ blocked }) => blocked).length).toBe(1);
    }
    control.dropSnapshot(snapshot);
    expect(() => control.restore(snapshot)).toThrowError(RangeError, 'Unknown snapshot "snapshot-1".');
  });
});
