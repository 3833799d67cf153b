import { isOnefoldError } from '../model/onefold-error';
import { parseIdentities } from './parse-profile';

describe('parseIdentities', () => {
  const auth0 = { provider: 'auth0', user_id: 'ada', connection: 'Username-Password-Authentication', isSocial: false };
  const google = { provider: 'google-oauth2', user_id: '108', connection: 'google-oauth2', isSocial: true };
  const codeOf = (body: unknown): string => {
    try {
      parseIdentities(body, 'auth0|ada');
      return 'none';
    } catch (error) {
      return isOnefoldError(error) ? error.code : 'foreign';
    }
  };

  it('marks the identity that has the id of the account and puts it first', () => {
    const identities = parseIdentities([google, auth0], 'auth0|ada');
    expect(identities.map(({ user_id, primary }) => [user_id, primary])).toEqual([
      ['ada', true],
      ['108', false],
    ]);
  });

  it('uses the first identity as primary if none has the id of the account', () => {
    expect(parseIdentities([google, auth0], 'email|x').map(({ primary }) => primary)).toEqual([true, false]);
  });

  it('finds the primary identity of an enterprise account, whose id contains several bars', () => {
    const saml = { provider: 'samlp', user_id: 'acme|ada|1', connection: 'acme' };
    expect(parseIdentities([auth0, saml], 'samlp|acme|ada|1')[0]?.user_id).toBe('acme|ada|1');
  });

  it('converts an integer id to a string', () => {
    expect(parseIdentities([{ ...google, user_id: 4711 }], 'auth0|ada')[0]?.user_id).toBe('4711');
  });

  it('omits profile fields of another type and keeps unknown ones', () => {
    const profileData = { name: 42, email: null, email_verified: 'true', picture: 'https://x.test/p.png', team: ['a'] };
    expect(parseIdentities([{ ...google, profileData }], 'auth0|ada')[0]?.profileData).toEqual({
      picture: 'https://x.test/p.png',
      team: ['a'],
    });
  });

  it('accepts an identity without profileData and isSocial', () => {
    const [identity] = parseIdentities([{ provider: 'sms', user_id: '1', connection: 'sms' }], 'auth0|ada');
    expect(identity).toEqual({
      provider: 'sms',
      user_id: '1',
      connection: 'sms',
      isSocial: false,
      primary: true,
      profileData: {},
    });
  });

  it('does not pollute prototypes', () => {
    const profileData: unknown = JSON.parse('{"__proto__":{"admin":true}}');
    const [identity] = parseIdentities([{ ...google, profileData }], 'auth0|ada');
    expect(identity?.profileData['admin']).toBeUndefined();
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  const malformed: Record<string, unknown> = {
    null: null,
    'an object': { identities: [auth0] },
    'an empty array': [],
    'an array of text': ['auth0|ada'],
    'no provider': [{ ...auth0, provider: undefined }],
    'an empty id': [{ ...auth0, user_id: '' }],
    'a null id': [{ ...auth0, user_id: null }],
    'no connection': [{ ...auth0, connection: undefined }],
    'an integer id that has lost digits': [{ ...auth0, user_id: 2 ** 60 }],
  };
  for (const [name, body] of Object.entries(malformed)) {
    it(`fails with unexpected for ${name}`, () => {
      expect(codeOf(body)).toBe('unexpected');
    });
  }
});
