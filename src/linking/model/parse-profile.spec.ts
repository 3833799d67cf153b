import { parseProfile } from './parse-profile';

describe('parseProfile', () => {
  const identities = [{ provider: 'auth0', user_id: 'ada', connection: 'db' }];

  it('reads texts and dates', () => {
    const profile = parseProfile({
      user_id: 'auth0|ada',
      name: 'Ada',
      nickname: 'ada',
      email: 'ada@example.com',
      email_verified: true,
      phone_number: '+491234',
      picture: 'https://x.test/p.png',
      created_at: '2024-02-29T08:00:00.000Z',
      updated_at: '2026-11-01T12:30:00.000Z',
      identities,
    });
    expect(profile).toEqual(
      jasmine.objectContaining({
        user_id: 'auth0|ada',
        name: 'Ada',
        nickname: 'ada',
        email: 'ada@example.com',
        email_verified: true,
        phone_number: '+491234',
        picture: 'https://x.test/p.png',
        created_at: new Date('2024-02-29T08:00:00Z'),
        updated_at: new Date('2026-11-01T12:30:00Z'),
      }),
    );
    expect(profile.identities[0]?.primary).toBeTrue();
  });

  it('omits missing values, values of another type and invalid dates', () => {
    const profile = parseProfile({ user_id: 'auth0|ada', email: 7, created_at: {}, updated_at: 'soon', identities });
    expect(Object.keys(profile)).toEqual(['user_id', 'identities']);
  });

  for (const body of [null, [], {}, { user_id: 7, identities }, { user_id: 'auth0|ada' }]) {
    it(`refuses ${JSON.stringify(body)} as unexpected`, () => {
      expect(() => parseProfile(body)).toThrow(jasmine.objectContaining({ code: 'unexpected' }));
    });
  }
});
