import { decodeJwt } from 'jose';
import { postJson } from '../oidc/testing/post-json.ts';
import {
  authorization,
  CALLBACK,
  claimsOf,
  redeem,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';
import { PASSWORDLESS_GRANT } from '../model/grant-types.ts';

const WEB = { client_id: 'web', client_secret: 'web secret: +/&' };

describe('Passwordless login', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const post = async (path: string, sent: unknown) => {
    const { status, body } = await postJson(harness.tenant, path, sent);
    return { status, body };
  };
  const start = (body: Record<string, unknown>) => post('/passwordless/start', { ...WEB, ...body });
  const byEmail = (email: string, more: Record<string, unknown> = {}) =>
    start({ connection: 'email', email, send: 'code', ...more });
  const codeOf = (address: string) => harness.tenant.control.messages.latest(address)?.code ?? '';
  const exchange = (username: string, otp: string, more: Record<string, unknown> = {}) =>
    post('/oauth/token', { ...WEB, grant_type: PASSWORDLESS_GRANT, realm: 'email', username, otp, ...more });
  const wrong = (description: string) => ({
    status: 403,
    body: { error: 'invalid_grant', error_description: description },
  });

  it('mails a code, exchanges it for tokens once, and creates the user', async () => {
    const sent = await byEmail('Rosa@Example.org');
    expect(sent).toEqual({
      status: 200,
      body: { _id: jasmine.stringMatching(/^[a-f0-9]{24}$/), email: 'rosa@example.org', email_verified: false },
    });
    const code = codeOf('rosa@example.org');
    const tokens = await exchange('rosa@example.org', code, {
      scope: 'openid email offline_access read:orders',
      audience: 'https://api/',
    });
    expect(tokens.status).toBe(200);
    expect(decodeJwt(String(tokens.body['id_token']))).toEqual(
      jasmine.objectContaining({
        iss: harness.tenant.issuer,
        aud: 'web',
        sub: `email|${String(sent.body['_id'])}`,
        email: 'rosa@example.org',
        email_verified: true,
      }),
    );
    expect(decodeJwt(String(tokens.body['access_token']))).toEqual(
      jasmine.objectContaining({
        aud: ['https://api/', `${harness.tenant.issuer}userinfo`],
        azp: 'web',
        scope: 'openid email offline_access read:orders',
      }),
    );
    expect(tokens.body).toEqual(jasmine.objectContaining({ token_type: 'Bearer', expires_in: 86_400 }));
    expect(await exchange('rosa@example.org', code)).toEqual(wrong('Wrong email or verification code.'));
    expect((await byEmail('rosa@example.org')).body['email_verified']).toBeTrue();
    const refreshed = await post('/oauth/token', {
      ...WEB,
      grant_type: 'refresh_token',
      refresh_token: tokens.body['refresh_token'],
    });
    expect(decodeJwt(String(refreshed.body['id_token'])).sub).toBe(`email|${String(sent.body['_id'])}`);
  });

  it('texts a code to a phone', async () => {
    const sent = await start({ connection: 'sms', phone_number: '+1 (555) 010-0999' });
    expect(sent.body).toEqual(jasmine.objectContaining({ phone_number: '+15550100999', phone_verified: false }));
    const { medium, code = '' } = harness.tenant.control.messages.latest('+15550100999') ?? {};
    expect(medium).toBe('sms');
    expect(await exchange('+15550100999', `${code}0`, { realm: 'sms' })).toEqual(
      wrong('Wrong phone number or verification code.'),
    );
    const tokens = await exchange('+15550100999', code, { realm: 'sms', scope: 'openid phone' });
    expect(decodeJwt(String(tokens.body['id_token']))['phone_number']).toBe('+15550100999');
  });

  it('accepts only the last code, for three attempts and three minutes', async () => {
    await byEmail('rosa@example.org');
    const first = codeOf('rosa@example.org');
    await byEmail('rosa@example.org');
    const second = codeOf('rosa@example.org');
    if (first !== second) {
      expect((await exchange('rosa@example.org', first)).status).toBe(403);
    }
    harness.tenant.control.advanceClock(180);
    expect(await exchange('rosa@example.org', second)).toEqual(
      wrong('The verification code has expired. Please try to login again.'),
    );
    await byEmail('rosa@example.org');
    for (let count = 0; count < 3; count += 1) await exchange('rosa@example.org', 'wrong');
    expect(await exchange('rosa@example.org', codeOf('rosa@example.org'))).toEqual(
      wrong("You've reached the maximum number of attempts. Please try to login again."),
    );
  });

  it('mails a link that signs the browser in, once', async () => {
    const request = await authorization(harness.config);
    const authParams = Object.fromEntries(request.url.searchParams);
    const sent = await post('/passwordless/start', {
      client_id: 'spa',
      connection: 'email',
      email: 'rosa@example.org',
      send: 'link',
      authParams,
    });
    expect(sent.status).toBe(200);
    const link = harness.tenant.control.messages.latest('rosa@example.org')?.link ?? '';
    const end = await harness.browser.open(link);
    expect(end.url.href.startsWith(CALLBACK)).toBeTrue();
    expect(claimsOf(await redeem(harness.config, request, end))['email']).toBe('rosa@example.org');
    const silent = await authorization(harness.config, { prompt: 'none' });
    expect((await harness.browser.open(silent.url)).url.searchParams.has('code')).toBeTrue();
    const again = await harness.browser.open(link);
    expect([again.status, again.html.includes('doesn’t work anymore')]).toEqual([400, true]);
  });

  it('requires the secret of a confidential application, but not of a public one', async () => {
    const from = (client: Record<string, string>) =>
      post('/passwordless/start', { ...client, connection: 'email', email: 'a@example.com', send: 'code' });
    expect(await from({ client_id: 'web' })).toEqual({
      status: 401,
      body: { error: 'access_denied', error_description: 'Unauthorized' },
    });
    expect((await from({ client_id: 'web', client_secret: 'guess' })).status).toBe(401);
    expect((await from({ client_id: 'unknown' })).status).toBe(401);
    expect((await from({ client_id: 'spa' })).status).toBe(200);
  });

  it('rejects messages that cannot be sent', async () => {
    for (const [body, error] of [
      [{ connection: 'nowhere', email: 'a@example.com' }, 'bad.connection'],
      [{ connection: 'github', email: 'a@example.com' }, 'bad.connection'],
      [{ connection: 'email', email: 'nonsense' }, 'bad.email'],
      [{ connection: 'sms', phone_number: 'abc' }, 'bad.phone_number'],
      [{ connection: 'email', email: 'a@example.com', send: 'pigeon' }, 'bad.send'],
      [{ connection: 'email' }, 'invalid_request'],
    ] as const) {
      expect((await start(body)).body['error']).toBe(error);
    }
    harness.tenant.control.setConnectionEnabled('web', 'email', false);
    expect((await byEmail('a@example.com')).body['error_description']).toBe('Connection is disabled');
    expect(harness.tenant.control.messages.list()).toEqual([]);
  });

  it('rejects blocked users', async () => {
    await byEmail('rosa@example.org');
    await exchange('rosa@example.org', codeOf('rosa@example.org'));
    const user = harness.tenant.control.users().find(({ email }) => email === 'rosa@example.org');
    harness.tenant.control.block(user?.user_id ?? '');
    await byEmail('rosa@example.org');
    expect(await exchange('rosa@example.org', codeOf('rosa@example.org'))).toEqual({
      status: 403,
      body: { error: 'unauthorized', error_description: 'user is blocked' },
    });
  });

  it('restores a code with its snapshot', async () => {
    await byEmail('rosa@example.org');
    const beforeSignIns = harness.tenant.control.snapshot();
    const code = codeOf('rosa@example.org');
    expect((await exchange('rosa@example.org', code)).status).toBe(200);
    harness.tenant.control.restore(beforeSignIns);
    expect((await exchange('rosa@example.org', code)).status).toBe(200);
    harness.tenant.control.reset();
    expect((await exchange('rosa@example.org', code)).status).toBe(403);
  });

  it('accepts calls from pages of the applications, and of no other origin', async () => {
    const preflight = async (origin: string) => {
      const response = await fetch(`${harness.tenant.origin}/passwordless/start`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await preflight('http://localhost:4200')).toBe('http://localhost:4200');
    expect(await preflight('https://evil.example')).toBeNull();
  });
});
