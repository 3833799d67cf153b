import { parseIdentities, parseUser, UnusableResponseError } from './parse-user.ts';

const IDENTITY = { provider: 'github', user_id: 1, connection: 'github', isSocial: true };
const USER = { user_id: 'github|1', identities: [IDENTITY] };

describe('A user parsed from Auth0', () => {
  it('has string ids and no unknown fields', () => {
    expect(parseUser({ ...USER, name: 'A', picture: null, last_ip: '::1' })).toEqual({
      user_id: 'github|1',
      name: 'A',
      email_verified: false,
      blocked: false,
      user_metadata: {},
      app_metadata: {},
      identities: [{ provider: 'github', user_id: '1', connection: 'github', isSocial: true, profileData: {} }],
    });
  });

  it('has a verified address only if email_verified is true', () => {
    for (const email_verified of [undefined, null, 0, 1, 'true', 'false', {}, []]) {
      expect(parseUser({ ...USER, email_verified }).email_verified).toBeFalse();
    }
    expect(parseUser({ ...USER, email_verified: true }).email_verified).toBeTrue();
  });

  it('without a usable id is rejected', () => {
    for (const user_id of [undefined, null, '', 'null', 'undefined', 'github', 'github|', '|1', 'github|null', 7]) {
      expect(() => parseUser({ ...USER, user_id })).toThrowError(UnusableResponseError);
    }
  });

  it('has identities with usable ids only', () => {
    for (const user_id of [undefined, null, '', ' ', 'null', 'NULL', 'undefined', NaN, 1.5, {}, ['a']]) {
      expect(() => parseIdentities([{ ...IDENTITY, user_id }])).toThrowError(UnusableResponseError);
    }
    for (const identities of [
      undefined,
      null,
      {},
      [],
      [null],
      [{ ...IDENTITY, provider: '' }],
      [{ ...IDENTITY, connection: null }],
    ]) {
      expect(() => parseIdentities(identities)).toThrowError(UnusableResponseError);
    }
  });

  it('drops prototypes in Auth0’s response', () => {
    const hostile: unknown = JSON.parse(
      '{"user_id":"github|1","identities":[{"provider":"github","user_id":1,"connection":"github","profileData":{"__proto__":{"admin":true},"a":[{"__proto__":{"b":1}}]}}],"user_metadata":{"__proto__":{"x":1},"k":1}}',
    );
    const user = parseUser(hostile);
    expect(JSON.stringify(user)).not.toContain('__proto__');
    expect(user.user_metadata).toEqual({ k: 1 });
    const copy: Record<string, unknown> = Object.assign({}, user.identities[0].profileData);
    expect(copy['admin']).toBeUndefined();
  });
});
