import { parseAccount, parseConnections, parseProfile } from './parse-profile';

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

  it('omits malformed facts of a linking server or another tab', () => {
    const undo = { handle: 'h', kind: 'link', identity: { provider: 'github', user_id: '1', label: 'GitHub' } };
    for (const malformed of [undo, { ...undo, expires_at: 1 }, { handle: 'h' }, 'undo', 7]) {
      expect(parseAccount({ user_id: 'auth0|ada', identities, undo: malformed }).undo).toBeUndefined();
    }
    const complete = { ...undo, expires_at: '2026-11-23T12:10:00Z' };
    expect(parseAccount({ user_id: 'auth0|ada', identities, undo: complete }).undo).toEqual(complete as never);
  });

  it('omits facts of an identity that are of another type', () => {
    const facts = { label: {}, nickname: 7, linked_at: [], last_used_at: null, current: 'yes', lock: {}, usable: true };
    const [identity] = parseProfile({ user_id: 'auth0|ada', identities: [{ ...identities[0], ...facts }] }).identities;
    expect(identity).toEqual({
      provider: 'auth0',
      user_id: 'ada',
      connection: 'db',
      isSocial: false,
      primary: true,
      profileData: {},
      last_used_at: null,
      usable: true,
    });
  });

  it('reads connections and omits malformed ones', () => {
    const google = { name: 'google-oauth2', label: 'Google', provider: 'google-oauth2' };
    expect(parseConnections([google, { name: 'x' }, { label: 'X' }, null, 'github'])).toEqual([google]);
    for (const body of [undefined, null, {}, 'google']) expect(parseConnections(body)).toEqual([]);
  });

  for (const body of [null, [], {}, { user_id: 7, identities }, { user_id: 'auth0|ada' }]) {
    it(`fails with unexpected for ${JSON.stringify(body)}`, () => {
      expect(() => parseProfile(body)).toThrow(jasmine.objectContaining({ code: 'unexpected' }));
    });
  }
});
