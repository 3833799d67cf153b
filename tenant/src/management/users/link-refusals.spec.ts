import {
  ANA,
  ANA_GOOGLE,
  CLIENT,
  identitiesPath,
  IDA_GOOGLE,
  ISSUER,
  LEO_GOOGLE,
  managementHarness,
  MIRA,
  type ErrorBody,
  type ManagementHarness,
} from '../testing/management-harness.ts';

const OWN = 'update:current_user_identities';
const ADMIN = 'update:users';

describe('A link request that is rejected', () => {
  let api: ManagementHarness;
  beforeEach(async () => {
    api = await managementHarness();
  });
  afterEach(() => api.store.close());

  /** Every documented cause, and how to provoke it. */
  type Attempt = readonly [token: Promise<string>, body: Promise<unknown> | object | string, primary?: string];
  const rows: readonly [status: number, errorCode: string, message: string, attempt: () => Attempt][] = [
    [401, 'missing_authentication', 'Missing authentication', () => [Promise.resolve(''), {}]],
    [401, 'invalid_token', 'Invalid token', () => [Promise.resolve('a.b.c'), {}]],
    [
      401,
      'invalid_token',
      'Expired token received for JSON Web Token validation',
      () => [api.accessToken(ANA, OWN, { claims: { exp: 1 } }), {}],
    ],
    [403, 'insufficient_scope', `Insufficient scope, expected any of: ${ADMIN},${OWN}`, () => [own('read:users'), {}]],
    [
      403,
      'unowned_resource',
      'User to be acted on does not match subject in bearer token.',
      () => [own(OWN), secondary(LEO_GOOGLE), MIRA],
    ],
    [
      403,
      'insufficient_scope',
      `Insufficient scope, expected any of: ${ADMIN}`,
      () => [own(OWN), named('github', 4_815_162)],
    ],
    [
      400,
      'invalid_uri',
      "Path validation error: 'Object didn't pass validation for format user-id: unknown'.",
      () => [own(ADMIN), {}, 'unknown'],
    ],
    [400, 'invalid_body', 'Invalid request payload JSON format', () => [own(OWN), '{"link_with":']],
    [
      400,
      'invalid_body',
      "Payload validation error: 'Either 'link_with' alone, or 'provider' and 'user_id''.",
      () => [own(OWN), {}],
    ],
    [
      400,
      'invalid_body',
      "Payload validation error: 'Additional properties not allowed: extra'.",
      () => [own(OWN), { link_with: 'x', extra: true }],
    ],
    [
      400,
      'invalid_body',
      "Payload validation error: 'Either 'link_with' alone, or 'provider' and 'user_id''.",
      () => [own(OWN), { link_with: 'x', provider: 'github' }],
    ],
    [
      400,
      'inexistent_connection',
      'The provider/connection is not configured.',
      () => [own(ADMIN), named('facebook', '1')],
    ],
    [
      400,
      'inexistent_connection',
      'The provider/connection is not configured.',
      () => [own(ADMIN), { ...named('github', 4_815_162), connection_id: 'con_DemoGoogle000001' }],
    ],
    [400, 'same_identity', 'Main identity and the new one are the same.', () => [own(OWN), secondary(ANA)]],
    [400, 'invalid_link_token', 'Invalid token (link_with).', () => [own(OWN), { link_with: 'nonsense' }]],
    [
      400,
      'invalid_link_token',
      'Invalid token (link_with).',
      () => [own(OWN), secondary(LEO_GOOGLE, { claims: { exp: 1_000 } })],
    ],
    [
      400,
      'invalid_link_token',
      'Invalid token (link_with).',
      () => [own(OWN), secondary(LEO_GOOGLE, { claims: { exp: undefined } })],
    ],
    [400, 'invalid_link_token', 'Invalid token (link_with).', () => [own(OWN), forged(LEO_GOOGLE)]],
    [
      400,
      'invalid_link_token',
      'JWT (link_with) contains an invalid aud claim.',
      () => [own(OWN), secondary(LEO_GOOGLE, { claims: { aud: undefined } })],
    ],
    [
      400,
      'invalid_link_token',
      'JWT (link_with) must contains sub claim.',
      () => [own(OWN), secondary(LEO_GOOGLE, { claims: { sub: undefined } })],
    ],
    [
      400,
      'invalid_link_token',
      'JWT (link_with) contains an invalid sub claim.',
      () => [own(OWN), secondary('no-bar')],
    ],
    [
      400,
      'invalid_link_token',
      'JWT (link_with) contains an invalid sub claim.',
      () => [own(OWN), secondary(LEO_GOOGLE, { claims: { sub: null } })],
    ],
    [
      400,
      'invalid_link_token',
      'JWT (link_with) must have an alg of RS256.',
      () => [own(OWN), secondary(LEO_GOOGLE, { alg: 'HS256', key: new TextEncoder().encode('x'.repeat(32)) })],
    ],
    [
      400,
      'invalid_link_token',
      'JWT (link_with) must have an alg of RS256.',
      () => [own(OWN), { link_with: `${encode({ alg: 'none' })}.${encode({ sub: LEO_GOOGLE, aud: CLIENT })}.` }],
    ],
    [
      400,
      'invalid_link_token',
      'JWT (link_with) must have the same issuer as the calling user.',
      () => [own(OWN), secondary(LEO_GOOGLE, { claims: { iss: 'https://other.example/' } })],
    ],
    [
      400,
      'invalid_link_token',
      "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
      () => [own(OWN), secondary(LEO_GOOGLE, { claims: { aud: 'another-client' } })],
    ],
    [
      400,
      'invalid_link_token',
      "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
      () => [api.accessToken(ANA, OWN, { claims: { azp: undefined } }), secondary(LEO_GOOGLE)],
    ],
    [
      400,
      'inexistent_identity',
      'Linking to an inexistent identity requires a connection.',
      () => {
        addSecondDatabase();
        return [own(ADMIN), named('auth0', 'unknown')];
      },
    ],
    [
      400,
      'inexistent_identity',
      'Linking to an inexistent identity is not allowed.',
      () => [own(ADMIN), named('google-oauth2', 'unknown')],
    ],
    [
      400,
      'secondary_has_identities',
      'Unable to link with the secondary account.',
      () => [own(OWN), secondary(IDA_GOOGLE)],
    ],
    [
      400,
      'inexistent_identity',
      'Provided secondary account not found.',
      () => [own(OWN), secondary('google-oauth2|gone')],
    ],
    [400, 'inexistent_user', 'The user does not exist.', () => [own(ADMIN), named('github', 4_815_162), 'auth0|gone']],
    [
      409,
      'identity_exists',
      'Specified identity already exists.',
      () => [own(ADMIN), named('google-oauth2', '109283746510928374651')],
    ],
    [
      409,
      'identity_exists',
      'Specified identity already exists.',
      () => [api.accessToken(MIRA, OWN), secondary('google-oauth2|109283746510928374651'), MIRA],
    ],
  ];
  const own = (scope: string) => api.accessToken(ANA, scope);
  const named = (provider: string, user_id: string | number) => ({ provider, user_id });
  const secondary = async (subject: string, choice = {}) => ({ link_with: await api.idToken(subject, choice) });
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const forged = async (subject: string) => {
    const [header, , signature] = (await api.idToken(ANA_GOOGLE)).split('.');
    const claims = { iss: ISSUER, sub: subject, aud: CLIENT, exp: 9_999_999_999 };
    return { link_with: [header, encode(claims), signature].join('.') };
  };
  const addSecondDatabase = () =>
    api.store.connections.upsert({
      id: 'con_SecondDatabase01',
      name: 'Second-Database',
      display_name: 'Second',
      strategy: 'auth0',
      isSocial: false,
    });

  for (const [index, [status, errorCode, message, attempt]] of rows.entries()) {
    it(`responds with ${status} "${message}" and changes nothing (row ${index + 1})`, async () => {
      const [tokenPromise, bodyPromise, primary = ANA] = attempt();
      const [token, body] = [await tokenPromise, await bodyPromise];
      const before = api.store.snapshot();
      const response = await api.call<ErrorBody>('POST', identitiesPath(primary), token || undefined, body);
      expect(response.status).toBe(status);
      expect(response.body.statusCode).toBe(status);
      expect(response.body.message).toBe(message);
      expect(response.body.errorCode).toBe(errorCode);
      expect(response.body.error).toMatch(/^[A-Z][A-Za-z ]+$/);
      expect(api.store.snapshot()).toEqual(before);
    });
  }

  it('responds with 400 to an access token in place of an ID token', async () => {
    const body = { link_with: await api.accessToken(LEO_GOOGLE, OWN) };
    const response = await api.call<ErrorBody>('POST', identitiesPath(ANA), await own(OWN), body);
    expect(response.status).toBe(400);
    expect(api.store.users.get(LEO_GOOGLE)).toBeDefined();
  });

  it('names the expiry of its bearer token, by the clock of the tenant', async () => {
    const [token, body] = [await own(OWN), await secondary(LEO_GOOGLE)];
    api.clock.advance(3601);
    const response = await api.call<ErrorBody>('POST', identitiesPath(ANA), token, body);
    expect(response.body.message).toContain('Expired');
    expect(api.store.users.get(LEO_GOOGLE)).toBeDefined();
  });
});
