import {
  APP,
  authorization,
  CALLBACK,
  DATABASE,
  errorOf,
  loginPath,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';
import type { Visit } from '../oidc/testing/form-browser.ts';

describe('The login pages', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const begin = async (extra: Record<string, string> = {}): Promise<string> =>
    loginPath(await harness.browser.open((await authorization(harness.config, extra)).url));
  const signedIn = (visit: Visit) => visit.url.searchParams.has('code');
  const userOf = (email: string) => harness.tenant.control.users().find((user) => user.email === email);

  it('each have a heading and say that the tenant is local', async () => {
    const path = await begin();
    const pages = [
      '',
      '/signup',
      '/c/google-oauth2',
      '/c/github',
      '/c/email',
      '/c/sms',
      `/c/${DATABASE}`,
      '/c/github/another',
    ];
    const headings = new Set<string>();
    for (const page of pages) {
      const { html } = await harness.browser.open(path + page);
      expect(html).withContext(page).toContain('Local tenant');
      const heading = /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '';
      expect(/<title>(.*?)<\/title>/.exec(html)?.[1]).toContain(heading);
      headings.add(heading);
    }
    expect(headings.size).toBe(pages.length);
  });

  for (const [uiLocales, language, heading, codes] of [
    ['nl de-AT en', 'de', 'Bei Spa anmelden', ['Weiter mit E-Mail-Code', 'Weiter mit SMS-Code']],
    ['pt-BR', 'pt', 'Entrar em Spa', ['Continuar com um código por e-mail', 'Continuar com um código por SMS']],
    ['nl', 'en', 'Sign in to Spa', ['Continue with Email code', 'Continue with SMS code']],
  ] as const) {
    it(`speak the first supported language of ui_locales=${uiLocales}`, async () => {
      const { html } = await harness.browser.open(await begin({ ui_locales: uiLocales }));
      expect(html).toContain(`<html lang="${language}" dir="ltr">`);
      expect(html).toContain(`<h1>${heading}</h1>`);
      for (const code of codes) expect(html).toContain(code);
    });
  }

  it('keep the language after an error, written from right to left', async () => {
    const path = await begin({ ui_locales: 'ar' });
    const again = await harness.browser.submit(`${path}/c/${DATABASE}`, {
      username: 'ana@example.com',
      password: 'guess',
    });
    expect(again.html).toContain('<html lang="ar" dir="rtl">');
    expect(again.html).toContain('البريد الإلكتروني أو كلمة المرور غير صحيحة.');
    // The people of the local tenant are for developers.
    expect(again.html.split('<section class="people"')[0]).not.toMatch(/>(Sign in|Cancel|Password|Continue with)\b/);
  });

  it('log in as a user of the seed without typing', async () => {
    const { html } = await harness.browser.open(await begin());
    const form = /<form[^>]*>(?:(?!<\/form>)[\s\S])*Sign in as <bdi>Ana Souza<\/bdi>/.exec(html)?.[0] ?? '';
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? '';
    const fields: Record<string, string> = {};
    for (const [, name = '', value = ''] of form.matchAll(/name="([^"]+)" value="([^"]*)"/g)) fields[name] = value;
    expect(signedIn(await harness.browser.submit(action, fields))).toBeTrue();
  });

  it('load nothing but their style sheet and run no script', async () => {
    const { html, headers } = await harness.browser.open(await begin());
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(policy).toContain("form-action 'self' http://localhost:4200");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/style="/);
    expect((await harness.browser.open('/u/tenant.css')).headers.get('content-type')).toContain('text/css');
  });

  it('let forms redirect to every application', async () => {
    await harness.tenant.stop();
    harness = await startOidcHarness({
      clients: [
        {
          client_id: 'spa',
          name: 'Spa',
          app_type: 'spa',
          callbacks: [CALLBACK],
          web_origins: ['https://portal.example'],
        },
        { client_id: 'web', name: 'Web', app_type: 'regular_web', callbacks: ['https://api.example/v1/callback'] },
      ],
    });
    for (const page of ['', '/signup', '/c/google-oauth2', `/c/${DATABASE}`]) {
      const { headers } = await harness.browser.open((await begin()) + page);
      expect(headers.get('content-security-policy'))
        .withContext(page)
        .toContain(`form-action 'self' https://portal.example ${APP} https://api.example;`);
    }
  });

  it('escape the names of users', async () => {
    const { html } = await harness.browser.open(`${await begin()}/c/google-oauth2`);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img src=x');
  });

  it('create a new account at a provider, verified or not, and find it again', async () => {
    for (const verified of ['yes', 'no']) {
      const address = `${verified}@example.com`;
      const form = { name: 'Néw', address, verified };
      expect(
        signedIn(await harness.browser.submit(`${await begin({ prompt: 'login' })}/c/google-oauth2/another`, form)),
      ).toBeTrue();
      expect(userOf(address)).toEqual(jasmine.objectContaining({ name: 'Néw', email_verified: verified === 'yes' }));
      const count = harness.tenant.control.users().length;
      expect(
        signedIn(await harness.browser.submit(`${await begin({ prompt: 'login' })}/c/google-oauth2/another`, form)),
      ).toBeTrue();
      expect(harness.tenant.control.users().length).toBe(count);
    }
  });

  it('explain that an address is invalid', async () => {
    const page = await harness.browser.submit(`${await begin()}/c/github/another`, { name: 'N', address: 'nonsense' });
    expect(page.html).toContain('Enter an email address.');
    expect(page.html).toContain('value="nonsense"');
  });

  it('sign in with the code from the local mail, and with no other', async () => {
    const path = await begin();
    const mail = await harness.browser.submit(`${path}/c/email/another`, { address: 'ruth@example.org' });
    const code = /<output class="code">(\d{6})</.exec(mail.html)?.[1] ?? '';
    const wrong = await harness.browser.submit(mail.url, { code: code === '000000' ? '1' : '000000' });
    expect(wrong.html).toContain('That code is wrong.');
    expect(signedIn(await harness.browser.submit(mail.url, { code }))).toBeTrue();
    expect(userOf('ruth@example.org')?.logins_count).toBe(1);
  });

  it('reject an expired code', async () => {
    const mail = await harness.browser.submit(`${await begin()}/c/email/another`, { address: 'ruth@example.org' });
    const code = /<output class="code">(\d{6})</.exec(mail.html)?.[1] ?? '';
    harness.tenant.control.advanceClock(181);
    const late = await harness.browser.submit(mail.url, { code });
    expect(late.html).toContain('That code has expired.');
    const again = await harness.browser.submit(mail.url.href.replace(/code$/, 'another'), {
      address: 'ruth@example.org',
    });
    const { code: fresh = '' } = harness.tenant.control.messages.latest('ruth@example.org') ?? {};
    expect(signedIn(await harness.browser.submit(again.url, { code: fresh }))).toBeTrue();
  });

  it('accept no code after three wrong ones, until a new one is sent', async () => {
    const mail = await harness.browser.submit(`${await begin()}/c/email/another`, { address: 'ruth@example.org' });
    const code = harness.tenant.control.messages.latest('ruth@example.org')?.code ?? '';
    for (let attempt = 0; attempt < 3; attempt += 1) await harness.browser.submit(mail.url, { code: 'wrong' });
    expect((await harness.browser.submit(mail.url, { code })).html).toContain('Too many wrong codes.');
  });

  it('send no code to a new address where the connection allows no sign-up', async () => {
    harness.tenant.control.seed({
      connections: [
        {
          id: 'con_Invited000000001',
          name: 'invited',
          display_name: 'Invited',
          strategy: 'email',
          isSocial: false,
          options: { disable_signup: true },
        },
      ],
    });
    const page = await harness.browser.submit(`${await begin()}/c/invited/another`, { address: 'new@example.org' });
    expect(page.html).toContain('sign-up is disabled');
    expect(harness.tenant.control.messages.list()).toEqual([]);
  });

  it('sign in by a code from a text message', async () => {
    const sms = await harness.browser.submit(`${await begin()}/c/sms/another`, { address: '+1 555 0100' });
    const code = /<output class="code">(\d{6})</.exec(sms.html)?.[1] ?? '';
    expect(signedIn(await harness.browser.submit(sms.url, { code }))).toBeTrue();
  });

  it('reject an account that the provider does not have', async () => {
    const page = await harness.browser.submit(`${await begin()}/c/google-oauth2`, { identity: 'forged' });
    expect(page.html).toContain('Choose an account: Google');
    expect(errorOf(page).error).toBeNull();
  });
});
