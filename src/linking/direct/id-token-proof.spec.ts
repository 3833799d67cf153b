import { isOnefoldError } from '../model/onefold-error';
import { checkPrimaryProof, checkSecondaryProof, type SecondaryExpectation } from './id-token-proof';
import { makeIdToken } from '../testing/support/make-id-token';

const now = Date.parse('2026-11-23T12:00:00Z');
const seconds = now / 1000;
const expected: SecondaryExpectation = {
  issuer: 'https://tenant.test/',
  clientId: 'client-1',
  startedAt: now - 20_000,
  now,
  connection: { name: 'google-oauth2', label: 'Google' },
  primary: 'auth0|ada',
  primaryConnection: 'Username-Password-Authentication',
  linked: ['auth0|ada', 'github|42'],
  allowUnverifiedEmail: false,
};

function codeOf(check: () => unknown): string {
  try {
    check();
    return 'ok';
  } catch (error) {
    return isOnefoldError(error) ? error.code : 'foreign';
  }
}

describe('checkSecondaryProof', () => {
  it('returns the account that signed in', () => {
    const { candidate, expiresAt } = checkSecondaryProof(
      makeIdToken({ sub: 'samlp|acme|zoë', name: 'Zoë 🎈', picture: 'https://x.test/p' }, now),
      expected,
    );
    expect(candidate).toEqual({
      identity: { provider: 'samlp', user_id: 'acme|zoë' },
      connection: 'google-oauth2',
      name: 'Zoë 🎈',
      email: 'ada@example.com',
      email_verified: true,
      picture: 'https://x.test/p',
    });
    expect(expiresAt).toEqual(new Date(now + 600_000));
  });

  const rows: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['another issuer', { iss: 'https://evil.test/' }, 'proof_invalid'],
    ['an issuer without the slash', { iss: 'https://tenant.test' }, 'proof_invalid'],
    ['another audience', { aud: 'client-2' }, 'proof_invalid'],
    ['several audiences without azp', { aud: ['client-1', 'client-2'] }, 'proof_invalid'],
    ['several audiences with azp', { aud: ['client-1', 'client-2'], azp: 'client-1' }, 'ok'],
    ['no audience', { aud: undefined }, 'proof_invalid'],
    ['no subject', { sub: undefined }, 'proof_invalid'],
    ['a subject without a provider', { sub: '108' }, 'proof_invalid'],
    ['an empty id', { sub: 'google-oauth2|' }, 'proof_invalid'],
    ['the id "null"', { sub: 'google-oauth2|null' }, 'proof_invalid'],
    ['no exp', { exp: undefined }, 'proof_invalid'],
    ['an exp of text', { exp: '9999999999' }, 'proof_invalid'],
    ['no iat', { iat: undefined }, 'proof_invalid'],
    ['an exp that has passed', { exp: seconds - 61 }, 'proof_expired'],
    ['an exp within the leeway', { exp: seconds - 59 }, 'ok'],
    ['no auth_time', { auth_time: undefined }, 'login_not_fresh'],
    ['an auth_time of text', { auth_time: String(seconds) }, 'login_not_fresh'],
    ['an auth_time before the sign-in was asked for', { auth_time: seconds - 81 }, 'login_not_fresh'],
    ['an auth_time within the leeway', { auth_time: seconds - 79 }, 'ok'],
    ['an auth_time in the future', { auth_time: seconds + 61 }, 'login_not_fresh'],
    ['an identity that opens the main account', { sub: 'auth0|ada' }, 'already_linked'],
    ['an identity that is linked already', { sub: 'github|42' }, 'already_linked'],
    ['email_verified absent', { email_verified: undefined }, 'email_not_verified'],
    ['email_verified null', { email_verified: null }, 'email_not_verified'],
    ['email_verified 0', { email_verified: 0 }, 'email_not_verified'],
    ['email_verified "true"', { email_verified: 'true' }, 'email_not_verified'],
    ['email_verified false', { email_verified: false }, 'email_not_verified'],
    ['no email at all', { email: undefined, email_verified: undefined }, 'ok'],
  ];
  for (const [name, claims, code] of rows) {
    it(`fails with ${code} for ${name}`, () => {
      expect(codeOf(() => checkSecondaryProof(makeIdToken(claims, now), expected))).toBe(code);
    });
  }

  it('fails with same_account for the main account through its own connection', () => {
    const connection = { name: 'Username-Password-Authentication', label: 'Password' };
    const token = makeIdToken({ sub: 'auth0|ada' }, now);
    expect(codeOf(() => checkSecondaryProof(token, { ...expected, connection }))).toBe('same_account');
  });

  it('accepts an unverified address if the application allows it', () => {
    const token = makeIdToken({ email_verified: false }, now);
    expect(codeOf(() => checkSecondaryProof(token, { ...expected, allowUnverifiedEmail: true }))).toBe('ok');
  });

  it('checks the age of the sign-in correctly although the computer’s clock is 45 minutes slow', () => {
    expect(codeOf(() => checkSecondaryProof(makeIdToken({}, now + 2_700_000), expected))).toBe('ok');
  });

  for (const token of [
    '',
    'abc',
    'a.b.c',
    `${btoa('{}')}.${btoa('[]')}.x`,
    makeIdToken({}, now).replace(/\.[^.]*$/, '.'),
  ]) {
    it(`fails with proof_invalid for "${token.slice(0, 12)}…"`, () => {
      expect(codeOf(() => checkSecondaryProof(token, expected))).toBe('proof_invalid');
    });
  }

  it('never quotes the token', () => {
    try {
      checkSecondaryProof('head.payload-secret.sig', expected);
      fail('It should be refused.');
    } catch (error) {
      expect(JSON.stringify([String(error), (error as Error).cause])).not.toContain('secret');
    }
  });
});

describe('checkPrimaryProof', () => {
  it('accepts the owner of the main account', () => {
    expect(codeOf(() => checkPrimaryProof(makeIdToken({ sub: 'auth0|ada' }, now), 'auth0|ada', expected))).toBe('ok');
  });

  it('fails with session_changed for any other user', () => {
    expect(codeOf(() => checkPrimaryProof(makeIdToken({}, now), 'auth0|ada', expected))).toBe('session_changed');
  });

  it('fails with login_not_fresh if the session was reused', () => {
    const token = makeIdToken({ sub: 'auth0|ada', auth_time: seconds - 3600 }, now);
    expect(codeOf(() => checkPrimaryProof(token, 'auth0|ada', expected))).toBe('login_not_fresh');
  });
});
