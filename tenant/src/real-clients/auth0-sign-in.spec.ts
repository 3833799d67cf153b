import { AuthApiError, type AuthenticationClient } from 'auth0/legacy';
import { decodeJwt } from 'jose';
import { DATABASE } from '../oidc/testing/oidc-harness.ts';
import { startSecureHarness, type SecureHarness } from './testing/secure-harness.ts';
import { webClient } from './testing/web-sign-in.ts';

const EMAIL = 'rosa@example.org';

describe("Sign-up, passwords and codes in the auth0 SDK's AuthenticationClient, unmodified, over TLS", () => {
  let harness: SecureHarness;
  let web: AuthenticationClient;
  beforeAll(async () => {
    harness = await startSecureHarness();
    web = webClient(harness);
  });
  afterAll(() => harness.stop());
  beforeEach(() => harness.tenant.control.reset());
  const byPassword = (password: string) =>
    web.oauth.passwordGrant({ username: EMAIL, password, realm: DATABASE, scope: 'openid email' });

  it('sign a user up once and issue tokens for the password', async () => {
    const account = { connection: DATABASE, email: EMAIL, password: 'Correct-Horse-1' };
    expect((await web.database.signUp(account)).data.email).toBe(EMAIL);
    await expectAsync(web.database.signUp(account)).toBeRejectedWithError(AuthApiError);
    const { data } = await byPassword(account.password);
    expect(decodeJwt(data.id_token ?? '')['email']).toBe(EMAIL);
    await expectAsync(byPassword('wrong')).toBeRejectedWithError(AuthApiError, /Wrong email or password/);
  });

  it('send a link that changes the password', async () => {
    await web.database.signUp({ connection: DATABASE, email: EMAIL, password: 'Correct-Horse-1' });
    await web.database.changePassword({ connection: DATABASE, email: EMAIL });
    const { kind, link = '' } = harness.tenant.control.messages.latest(EMAIL) ?? {};
    expect(kind).toBe('reset_email');
    expect(
      (await harness.browser.submit(link, { password: 'Battery-Staple-2', repeated: 'Battery-Staple-2' })).status,
    ).toBe(200);
    expect((await byPassword('Battery-Staple-2')).status).toBe(200);
    await expectAsync(byPassword('Correct-Horse-1')).toBeRejectedWithError(AuthApiError, /Wrong email or password/);
  });

  it('log in by a code that was mailed or texted, once', async () => {
    await web.passwordless.sendEmail({ email: EMAIL, send: 'code' });
    const code = harness.tenant.control.messages.latest(EMAIL)?.code ?? '';
    const { data } = await web.passwordless.loginWithEmail({ email: EMAIL, code, scope: 'openid email' });
    expect(decodeJwt(data.id_token ?? '')).toEqual(jasmine.objectContaining({ email: EMAIL, email_verified: true }));
    await expectAsync(web.passwordless.loginWithEmail({ email: EMAIL, code })).toBeRejectedWithError(AuthApiError);
    const phone = '+15550100999';
    await web.passwordless.sendSMS({ phone_number: phone });
    const texted = harness.tenant.control.messages.latest(phone)?.code ?? '';
    const tokens = await web.passwordless.loginWithSMS({ phone_number: phone, code: texted, scope: 'openid phone' });
    expect(decodeJwt(tokens.data.id_token ?? '')['phone_number']).toBe(phone);
  });
});
