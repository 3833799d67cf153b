import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { PASSWORD_REALM_GRANT } from '../model/grant-types.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { callAsMachine } from '../oidc/testing/call-as-machine.ts';
import { postJson } from '../oidc/testing/post-json.ts';
import {
  authorization,
  claimsOf,
  DATABASE,
  refusal,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const STRONG = 'Correct horse 1';

describe('A database connection', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const post = (path: string, body: unknown) => postJson(harness.tenant, path, body);
  const signUp = (more: Record<string, unknown> = {}) =>
    post('/dbconnections/signup', {
      ...{ client_id: 'spa', connection: DATABASE, email: 'Rosa@Example.org', password: STRONG },
      ...more,
    });
  const change = (email: string) =>
    post('/dbconnections/change_password', { client_id: 'spa', connection: DATABASE, email });
  const grant = (username: string, password: string, more: Record<string, string> = {}) =>
    openid.genericGrantRequest(harness.config, 'password', {
      username,
      password,
      scope: 'openid offline_access',
      ...more,
    });
  const configure = (options: TenantConnection['options'], more: Partial<TenantConnection> = {}) => {
    const database = harness.tenant.control.exportSeed().connections.find(({ name }) => name === DATABASE);
    if (database !== undefined) {
      harness.tenant.control.seed({
        connections: [{ ...database, ...more, ...(options === undefined ? {} : { options }) }],
      });
    }
  };
  const linkTo = (address: string) => harness.tenant.control.messages.latest(address)?.link ?? '';
  const user = (email: string) => harness.tenant.control.users().find((each) => each.email === email);

  describe('signs users up', () => {
    it('with a name and metadata, and mails a link that verifies the address once', async () => {
      const created = await signUp({ given_name: 'Rosa', user_metadata: { plan: 'free' } });
      expect([created.status, created.body]).toEqual([
        200,
        {
          _id: jasmine.stringMatching(/^[a-f0-9]{24}$/),
          email: 'rosa@example.org',
          email_verified: false,
          given_name: 'Rosa',
          user_metadata: { plan: 'free' },
        },
      ]);
      const { link = '', kind } = harness.tenant.control.messages.latest('rosa@example.org') ?? {};
      expect(kind).toBe('verify_email');
      expect((await harness.browser.open(link)).html).toContain('Your email address is verified');
      expect(user('rosa@example.org')?.email_verified).toBeTrue();
      expect((await harness.browser.open(link)).status).toBe(400);
      const tokens = await grant('rosa@example.org', STRONG);
      expect(tokens.claims()?.sub).toBe(`auth0|${String(created.body['_id'])}`);
    });

    it('unless the address or the user name is taken', async () => {
      await signUp();
      expect((await signUp()).body).toEqual({
        name: 'BadRequestError',
        code: 'user_exists',
        description: 'The user already exists.',
        statusCode: 400,
      });
      configure(undefined, { requires_username: true });
      expect((await signUp({ email: 'x@example.org' })).body['code']).toBe('invalid_signup');
      expect((await signUp({ email: 'x@example.org', username: 'rosa' })).status).toBe(200);
      expect((await signUp({ email: 'y@example.org', username: 'rosa' })).body['code']).toBe('username_exists');
      expect((await grant('rosa', STRONG)).claims()?.sub).toMatch(/^auth0\|/);
    });

    it('by a user name or a phone number alone, if the connection identifies users by it', async () => {
      const active = { identifier: { active: true }, signup: { status: 'required' } };
      const inactive = { identifier: { active: false }, signup: { status: 'inactive' } };
      configure({ attributes: { username: active, email: inactive } });
      const withoutEmail = { email: '' };
      const named = await signUp({ ...withoutEmail, username: 'rosa' });
      expect([named.status, named.body['username'], named.body['email']]).toEqual([200, 'rosa', undefined]);
      expect((await signUp({ ...withoutEmail, username: 'rosa' })).body['code']).toBe('username_exists');
      expect((await grant('rosa', STRONG)).claims()?.sub).toMatch(/^auth0\|/);
      configure({ attributes: { phone_number: active, email: inactive } });
      const called = await signUp({ ...withoutEmail, phone_number: '+4915112345678' });
      expect([called.status, called.body['phone_number']]).toEqual([200, '+4915112345678']);
      expect((await signUp({ ...withoutEmail, phone_number: '+4915112345678' })).status).toBe(400);
      expect((await signUp(withoutEmail)).status).toBe(400);
      configure({});
      expect((await signUp(withoutEmail)).status).toBe(400);
    });

    it('unless the password is too weak for the policy, and names the missing rules', async () => {
      const weak = await signUp({ password: 'abc' });
      expect([weak.status, weak.body['code'], weak.body['name'], weak.body['statusCode']]).toEqual([
        400,
        'invalid_password',
        'PasswordStrengthError',
        400,
      ]);
      expect(weak.body['policy']).toBe(
        `* At least 8 characters in length
* Contain at least 3 of the following 4 types of characters:
 * lower case letters (a-z)
 * upper case letters (A-Z)
 * numbers (i.e. 0-9)
 * special characters (e.g. !@#$%^&*)`,
      );
      for (const [passwordPolicy, password, status] of [
        ['none', 'x', 200],
        ['low', 'abcde', 400],
        ['low', 'abcdef', 200],
        ['fair', 'abcdefgh', 400],
        ['fair', 'Abcdefg1', 200],
        ['good', 'abcdef1!', 200],
        ['excellent', 'Abcdef1!', 400],
        ['excellent', 'Abcdeffff1!', 400],
        ['excellent', 'Abcdeff12!', 200],
      ] as const) {
        configure({ passwordPolicy });
        const email = `${passwordPolicy}${password.length}${status}@example.org`;
        expect((await signUp({ email, password })).status)
          .withContext(`${passwordPolicy} ${password}`)
          .toBe(status);
      }
      configure({ passwordPolicy: 'none', password_complexity_options: { min_length: 12 } });
      expect((await signUp({ email: 'long@example.org', password: 'abcdefghijk' })).status).toBe(400);
    });

    it('unless sign-up is disabled, or a field is missing', async () => {
      for (const [body, error] of [
        [{ client_id: 'unknown' }, 'unauthorized_client'],
        [{ connection: 'nowhere' }, 'connection not found'],
        [{ connection: 'github' }, 'connection not found'],
        [{ email: '' }, 'invalid_request'],
        [{ password: undefined }, 'invalid_request'],
      ] as const) {
        expect((await signUp(body)).body['error']).toBe(error);
      }
      for (const body of [{ email: 'nonsense' }, { user_metadata: 'x' }, { picture: 'no url' }]) {
        expect((await signUp(body)).body['code']).toBe('invalid_signup');
      }
      configure({ disable_signup: true });
      expect([(await signUp()).status, (await signUp()).body]).toEqual([400, { error: 'public signup is disabled' }]);
      expect(user('rosa@example.org')).toBeUndefined();
    });
  });

  describe('changes a password', () => {
    it('by a one-time link to a page, ends the sessions, and verifies the address', async () => {
      const old = await signIn(harness, { scope: 'openid offline_access' });
      harness.tenant.control.patchUser(ANA, { profile: { email_verified: false } });
      const changed = await change('ANA@example.com');
      expect([changed.status, changed.text]).toEqual([200, "We've just sent you an email to reset your password."]);
      const link = linkTo('ana@example.com');
      const page = await harness.browser.open(link);
      expect(page.html).toContain('Choose a new password');
      const differing = await harness.browser.submit(link, { password: STRONG, repeated: 'other' });
      expect(differing.html).toContain('The two passwords don’t match.');
      expect((await harness.browser.submit(link, { password: 'x', repeated: 'x' })).html).toContain('too weak');
      const done = await harness.browser.submit(link, { password: STRONG, repeated: STRONG });
      expect(done.html).toContain('Your password was changed');
      expect((await harness.browser.submit(link, { password: 'x', repeated: 'x' })).status).toBe(400);
      expect((await grant('ana@example.com', STRONG)).claims()?.sub).toBe(ANA);
      expect((await refusal(grant('ana@example.com', 'demo'))).status).toBe(403);
      expect((await refusal(openid.refreshTokenGrant(harness.config, old.refresh_token ?? ''))).error).toBe(
        'invalid_grant',
      );
      const silent = await authorization(harness.config, { prompt: 'none' });
      expect((await harness.browser.open(silent.url)).url.searchParams.get('error')).toBe('login_required');
      expect(user('ana@example.com')?.email_verified).toBeTrue();
    });

    it('without revealing whether an address is known, and mails nothing to unknown addresses', async () => {
      const [known, unknown] = [await change('ana@example.com'), await change('stranger@example.com')];
      expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
      expect(harness.tenant.control.messages.list('stranger@example.com')).toEqual([]);
    });

    it('but not by a link that is five days old or invalid', async () => {
      await change('ana@example.com');
      harness.tenant.control.advanceClock(432_001);
      expect((await harness.browser.open(linkTo('ana@example.com'))).status).toBe(400);
      expect((await harness.browser.open('/u/reset-verify?ticket=guess')).status).toBe(400);
      expect((await harness.browser.open('/u/reset-verify')).status).toBe(400);
      const verify = (await signUp(), linkTo('rosa@example.org'));
      const misused = verify.replace('email-verification', 'reset-verify');
      expect((await harness.browser.submit(misused, { password: STRONG, repeated: STRONG })).status).toBe(400);
    });

    it('of an identity that was linked to another user meanwhile', async () => {
      const created = await signUp();
      await change('rosa@example.org');
      const link = linkTo('rosa@example.org');
      const linked = await callAsMachine(harness.tenant, 'POST', `/users/${encodeURIComponent(ANA)}/identities`, {
        provider: 'auth0',
        user_id: created.body['_id'],
      });
      expect(linked.status).toBe(201);
      await harness.browser.submit(link, { password: `${STRONG}!`, repeated: `${STRONG}!` });
      expect((await grant('rosa@example.org', `${STRONG}!`)).claims()?.sub).toBe(ANA);
      expect((await grant('ana@example.com', 'demo')).claims()?.sub).toBe(ANA);
    });
  });

  describe('issues tokens for a password', () => {
    it('of the named realm or the first database, with `gty`, and a refresh works', async () => {
      const tokens = await grant('ana@example.com', 'demo', {
        audience: 'https://api/',
        scope: 'openid offline_access x',
      });
      expect(decodeJwt(tokens.access_token)).toEqual(
        jasmine.objectContaining({ sub: ANA, gty: 'password', azp: 'spa', scope: 'openid offline_access x' }),
      );
      expect((await openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? '')).claims()?.sub).toBe(ANA);
      const realm = await openid.genericGrantRequest(harness.config, PASSWORD_REALM_GRANT, {
        ...{ username: 'ana@example.com', password: 'demo', realm: DATABASE },
      });
      expect(claimsOf(realm)['email']).toBe('ana@example.com');
      const nowhere = openid.genericGrantRequest(harness.config, PASSWORD_REALM_GRANT, {
        ...{ username: 'ana@example.com', password: 'demo', realm: 'nowhere' },
      });
      expect(await refusal(nowhere)).toEqual({
        ...{ status: 403, error: 'invalid_grant', description: 'Unknown or disabled connection.' },
      });
    });

    it('but not for a wrong one, and not to a blocked user', async () => {
      const wrong = { status: 403, error: 'invalid_grant', description: 'Wrong email or password.' };
      expect(await refusal(grant('ana@example.com', 'guess'))).toEqual(wrong);
      expect(await refusal(grant('unknown@example.com', 'guess'))).toEqual(wrong);
      expect(await refusal(grant('ben@example.com', 'demo'))).toEqual({
        ...{ status: 403, error: 'unauthorized', description: 'user is blocked' },
      });
    });

    it('but not to an application without the grant', async () => {
      const [client] = harness.tenant.clients;
      if (client !== undefined) {
        harness.tenant.control.seed({ clients: [{ ...client, grant_types: ['authorization_code'] }] });
      }
      expect(await refusal(grant('ana@example.com', 'demo'))).toEqual({
        status: 403,
        error: 'unauthorized_client',
        description: "Grant type 'password' not allowed for the client.",
      });
    });
  });
});
