import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { MFA_OTP_GRANT, MFA_RECOVERY_GRANT } from '../model/grant-types.ts';
import { MFA_ACR } from '../oidc/mfa-prompt.ts';
import type { Visit } from '../oidc/testing/form-browser.ts';
import { callWithScope } from '../oidc/testing/call-as-machine.ts';
import { postJson } from '../oidc/testing/post-json.ts';
import {
  authorization,
  claimsOf,
  DATABASE,
  logIn,
  loginPath,
  redeem,
  refusal,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';
import { textOf } from '../model/text-of.ts';
import type { TenantOptions } from '../tenant-options.ts';

const SECRET = 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK';
const STEP_UP = { acr_values: MFA_ACR };

describe('A second factor', () => {
  let harness: OidcHarness;
  const start = async (options: TenantOptions = {}) => {
    harness = await startOidcHarness(options);
    harness.tenant.control.seed({
      users: ['asked', 'always'].map((name) => ({
        connection: DATABASE,
        user_id: name,
        password: 'demo',
        profile: { email: `${name}@example.org`, email_verified: true },
        mfa: { secret: SECRET, always: name === 'always' },
      })),
    });
  };
  afterEach(() => harness.tenant.stop());
  const code = (name: string) => harness.tenant.control.currentOtp(`auth0|${name}`);
  const open = async (extra: Record<string, string> = {}) => {
    const request = await authorization(harness.config, extra);
    return { request, page: await harness.browser.open(request.url) };
  };
  const login = async (name: string, extra: Record<string, string> = {}) => {
    const { request, page } = await open(extra);
    return { request, page: await logIn(harness.browser, page, `${name}@example.org`) };
  };
  const prove = (page: Visit, typed: string) => harness.browser.submit(`${loginPath(page)}/mfa`, { code: typed });

  describe('in the browser', () => {
    it('is requested by acr_values and reported in the ID token', async () => {
      await start();
      const { request, page } = await login('asked', STEP_UP);
      expect(page.html).toContain('Enter the code from your authenticator app');
      expect(page.html).toContain(code('asked'));
      expect((await prove(page, '000000x')).html).toContain('That code is wrong');
      const end = await prove(page, code('asked'));
      const claims = claimsOf(await redeem(harness.config, request, end));
      expect([claims['sub'], claims['amr'], claims['acr']]).toEqual(['auth0|asked', ['mfa'], MFA_ACR]);
    });

    it('is neither requested nor reported in a token by default', async () => {
      await start();
      const { request, page } = await login('asked');
      const claims = claimsOf(await redeem(harness.config, request, page));
      expect([claims['amr'], claims['acr']]).toEqual([undefined, undefined]);
    });

    it('is requested once in a session that has none, and again at the next login', async () => {
      await start();
      await login('asked');
      const stepUp = await open(STEP_UP);
      expect(stepUp.page.html).toContain('Enter the code from your authenticator app');
      const silent = await open({ ...STEP_UP, prompt: 'none' });
      expect(silent.page.url.searchParams.get('error')).toBe('mfa_required');
      await prove(stepUp.page, code('asked'));
      const again = await open({ ...STEP_UP, prompt: 'none' });
      expect(claimsOf(await redeem(harness.config, again.request, again.page))['amr']).toEqual(['mfa']);
      const fresh = await login('asked', { ...STEP_UP, prompt: 'login' });
      expect(fresh.page.html).toContain('Enter the code from your authenticator app');
    });

    it('keeps the time of the login as auth_time', async () => {
      await start();
      const { request, page } = await login('asked', { ...STEP_UP, max_age: '600' });
      const before = Math.floor(Date.now() / 1000);
      harness.tenant.control.advanceClock(300);
      const end = await prove(page, code('asked'));
      const claims = claimsOf(await redeem(harness.config, request, end, 600));
      expect(Number(claims['auth_time'])).toBeLessThanOrEqual(before);
    });

    it('is required at every login of a user who enabled it, and works once', async () => {
      await start();
      const used = code('always');
      const first = await login('always');
      expect((await prove(first.page, used)).url.searchParams.has('code')).toBeTrue();
      const second = await login('always', { prompt: 'login' });
      expect((await prove(second.page, used)).html).toContain('was already used');
      expect((await prove(second.page, code('always'))).url.searchParams.has('code')).toBeTrue();
    });

    it('is set up during the login if the tenant requires it of every user', async () => {
      await start({ mfa: 'always' });
      const { request, page: setUp } = await open();
      const page = await logIn(harness.browser, setUp);
      expect(page.html).toContain('Set up an authenticator app');
      const uri = /href="(otpauth:[^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(new URL(uri).searchParams.get('secret')).toMatch(/^[A-Z2-7]{32}$/);
      expect((await prove(page, 'wrong')).html).toContain('Set up an authenticator app');
      const ana = 'auth0|65f0a1b2c3d4e5f607080901';
      const end = await prove(page, harness.tenant.control.currentOtp(ana));
      expect(claimsOf(await redeem(harness.config, request, end))['sub']).toBe(ana);
      const next = await open({ prompt: 'login' });
      const challenge = await logIn(harness.browser, next.page);
      expect(challenge.html).toContain('Enter the code from your authenticator app');
      harness.tenant.control.reset();
      expect(() => harness.tenant.control.currentOtp(ana)).toThrowError(RangeError);
    });

    it('is replaced once by a recovery code, whose successor the page shows', async () => {
      await start();
      expect((await login('always')).page.html).not.toContain('Use your recovery code');
      const path = '/users/auth0%7Calways/recovery-code-regeneration';
      const { body } = await callWithScope<{ recovery_code: string }>(harness.tenant, 'update:users', 'POST', path, {});
      const { request, page } = await login('always');
      const link = /href="([^"]*\?recovery)"/.exec(page.html)?.[1] ?? '';
      expect((await harness.browser.open(link)).html).toContain('Recovery code');
      const recover = (sent: string) => harness.browser.submit(`${loginPath(page)}/mfa`, { recovery_code: sent });
      expect((await recover('wrong')).html).toContain('That recovery code is wrong.');
      const shown = await recover(body.recovery_code);
      const [, next = ''] = /class="secret">([^<]+)</.exec(shown.html) ?? [];
      expect([shown.status, next === body.recovery_code, next.length]).toEqual([200, false, 24]);
      const end = await harness.browser.open(/<a href="([^"]+)"/.exec(shown.html)?.[1]?.replaceAll('&amp;', '&') ?? '');
      expect(claimsOf(await redeem(harness.config, request, end))['amr']).toEqual(['mfa']);
      const again = await login('always', { prompt: 'login' });
      expect(
        (await harness.browser.submit(`${loginPath(again.page)}/mfa`, { recovery_code: body.recovery_code })).html,
      ).toContain('That recovery code is wrong.');
      expect((await harness.browser.submit(`${loginPath(again.page)}/mfa`, { recovery_code: next })).html).toContain(
        'Save your new recovery code',
      );
    });

    it('cannot be skipped, nor proved without being requested', async () => {
      await start();
      const plain = await open();
      expect((await harness.browser.open(`${loginPath(plain.page)}/mfa`)).status).toBe(400);
      expect((await prove(plain.page, code('asked'))).status).toBe(400);
      const { page } = await login('always');
      const elsewhere = await harness.browser.open(page.url.pathname.replace(/\/mfa$/, ''));
      expect(elsewhere.url.pathname).toMatch(/\/mfa$/);
      const silent = await open({ prompt: 'none' });
      expect(silent.page.url.searchParams.get('error')).toBe('mfa_required');
    });
  });

  describe('at the token endpoint', () => {
    const password = (name: string) =>
      openid.genericGrantRequest(harness.config, 'password', {
        ...{ username: `${name}@example.org`, password: 'demo', scope: 'openid offline_access read:x' },
        audience: 'https://api/',
      });
    const mfaToken = async (name: string): Promise<string> => {
      try {
        await password(name);
      } catch (error) {
        // The refusal carries the token; any other error fails the spec.
        if (!(error instanceof openid.ResponseBodyError)) throw error;
        expect([error.status, error.error, error.error_description]).toEqual([
          403,
          'mfa_required',
          'Multifactor authentication required',
        ]);
        return textOf(error.cause['mfa_token']);
      }
      throw new Error('No second factor was asked for.');
    };
    const exchange = (token: string, otp: string) =>
      openid.genericGrantRequest(harness.config, MFA_OTP_GRANT, { mfa_token: token, otp });
    const post = async (path: string, sent: unknown, bearer?: string) => {
      const { status, body } = await postJson(harness.tenant, path, sent, bearer);
      return { status, body };
    };
    const challenge = (token: string, more: Record<string, string> = {}) =>
      post('/mfa/challenge', { client_id: 'spa', mfa_token: token, ...more });

    it('is challenged, and proved once with a code', async () => {
      await start();
      const token = await mfaToken('always');
      expect(await challenge(token, { challenge_type: 'otp' })).toEqual({
        status: 200,
        body: { challenge_type: 'otp' },
      });
      expect((await challenge(token, { challenge_type: 'oob' })).body['error']).toBe('unsupported_challenge_type');
      expect((await refusal(exchange(token, 'wrong'))).description).toBe('Invalid otp_code.');
      const tokens = await exchange(token, code('always'));
      expect(claimsOf(tokens)['amr']).toEqual(['mfa']);
      expect(decodeJwt(tokens.access_token)['scope']).toBe('openid offline_access read:x');
      expect((await refusal(exchange(token, code('always')))).error).toBe('expired_token');
      const refreshed = await openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? '');
      expect(claimsOf(refreshed)['amr']).toEqual(['mfa']);
    });

    it('is replaced once by a recovery code, which returns a new one', async () => {
      await start();
      const path = '/users/auth0%7Calways/recovery-code-regeneration';
      const { body } = await callWithScope<{ recovery_code: string }>(harness.tenant, 'update:users', 'POST', path, {});
      const recover = async (sent: string) =>
        openid.genericGrantRequest(harness.config, MFA_RECOVERY_GRANT, {
          ...{ mfa_token: await mfaToken('always'), recovery_code: sent },
        });
      expect((await refusal(recover('wrong'))).description).toBe('MFA Authorization rejected.');
      const tokens = await recover(body.recovery_code);
      expect(claimsOf(tokens)['amr']).toEqual(['mfa']);
      expect((await refusal(recover(body.recovery_code))).error).toBe('invalid_grant');
      expect(claimsOf(await recover(textOf(tokens['recovery_code'])))['amr']).toEqual(['mfa']);
    });

    it('is enrolled first by users without one', async () => {
      await start({ mfa: 'always' });
      harness.tenant.control.seed({
        users: [{ connection: DATABASE, user_id: 'new', password: 'demo', profile: { email: 'new@example.org' } }],
      });
      const token = await mfaToken('new');
      expect((await challenge(token)).body['error']).toBe('association_required');
      const enrolled = await post('/mfa/associate', { authenticator_types: ['otp'] }, token);
      expect(enrolled.body).toEqual({
        authenticator_type: 'otp',
        secret: jasmine.stringMatching(/^[A-Z2-7]{32}$/),
        barcode_uri: jasmine.stringMatching(/^otpauth:\/\/totp\//),
      });
      const list = await fetch(`${harness.tenant.origin}/mfa/authenticators`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(await list.json()).toEqual([{ id: 'totp|auth0|new', authenticator_type: 'otp', active: false }]);
      expect(claimsOf(await exchange(token, code('new')))['sub']).toBe('auth0|new');
      const again = await mfaToken('new');
      expect((await challenge(again)).status).toBe(200);
      expect((await post('/mfa/associate', { authenticator_types: ['otp'] }, again)).body['error_description']).toBe(
        'User is already enrolled.',
      );
    });

    it('is rejected with a token that is expired, invented, or of another application', async () => {
      await start();
      const token = await mfaToken('always');
      const elsewhere = { client_id: 'web', client_secret: 'web secret: +/&' };
      expect((await challenge(token, elsewhere)).body['error_description']).toBe('Malformed mfa_token');
      expect((await challenge('guess')).body['error']).toBe('expired_token');
      expect((await post('/mfa/associate', { authenticator_types: ['otp'] })).status).toBe(401);
      expect((await post('/mfa/associate', {}, token)).status).toBe(400);
      harness.tenant.control.advanceClock(600);
      expect((await refusal(exchange(token, code('always')))).error).toBe('expired_token');
    });
  });
});
