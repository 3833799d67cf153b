import type { Language } from '../platform/languages/language.ts';
import { localizationFor } from '../platform/languages/localization.ts';
import { browserName, describeEvent } from './describe-event.ts';
import { maskedEmail, maskedName } from './mask.ts';
import { noticeMail } from './notice-mail.ts';

describe('A notice', () => {
  const HOSTILE = '<img src=x onerror=alert(1)> https://evil.example';
  const event = { type: 'identity.linked', at: Date.UTC(2026, 10, 23, 23, 10), address: '203.0.113.0/24' } as const;
  const mail = (
    name: string,
    label = 'GitHub',
    language: Language = 'en',
    connection = 'github',
    provider = connection,
  ) => {
    const localization = localizationFor(language);
    return noticeMail(
      'anna@example.com',
      describeEvent(
        { ...event, identity: { provider, connection, label, name }, userAgent: null },
        localization,
        'anna@example.com',
      ),
      {
        account: 'anna@example.com',
        product: 'Acme',
        flagUrl: 'https://accounts.example.com/v1/notices/token',
      },
      localization,
    );
  };

  it('names the change, its time, origin and account, with the link, as text and as HTML', async () => {
    const { subject, text, html } = await mail('Anna Lind');
    expect(subject).toBe('Acme: A sign-in was linked to your account');
    for (const expected of [
      'GitHub (A… L…)',
      'anna@example.com',
      '23 November 2026 at 23:10 UTC',
      'near 203.0.113.x, an unknown browser',
      'https://accounts.example.com/v1/notices/token',
    ]) {
      expect(text).toContain(expected);
      expect(html).toContain(expected);
    }
  });

  it('is in the language of its reader, right-to-left if the language is', async () => {
    const { subject, text, html } = await mail('Anna Lind', 'GitHub', 'ar');
    expect(subject).toBe('Acme: تم ربط طريقة دخول بحسابك');
    for (const expected of ['لم يكن', 'A sign-in']) expect(text + html).not.toContain(expected);
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('<bdi>GitHub (A… L…)</bdi>');
    expect(text).toContain('\u2066203.0.113.x\u2069');
    expect((await mail('Anna Lind', 'GitHub', 'de')).text).toContain('Zeitpunkt: 23. November 2026 um 23:10 UTC');
  });

  for (const [language, expected] of [
    ['fr', ['Date\u202f: 23 novembre 2026', 'Méthode de connexion\u202f: GitHub (A… L…)']],
    ['ja', ['日時：2026年11月23日', 'サインイン方法：GitHub（A… L…）', '203.0.113.x 付近、不明なブラウザー']],
    ['ar', ['\u2066203.0.113.x\u2069، متصفح غير معروف']],
  ] as const) {
    it(`has the punctuation of ${language} around its details`, async () => {
      const { text } = await mail('Anna Lind', 'GitHub', language);
      for (const each of expected) expect(text).toContain(each);
    });
  }

  it('names common connections in its language, and others by their configured label', async () => {
    const expected = async (label: string, connection: string, provider?: string) =>
      (await mail('Anna Lind', label, 'de', connection, provider)).text;
    const database = 'Username-Password-Authentication';
    expect(await expected('email', 'email')).toContain('Anmeldemethode: E-Mail-Code (A… L…)');
    expect(await expected(database, database, 'auth0')).toContain('E-Mail und Passwort (A');
    expect(await expected('sms', 'sms')).toContain('Telefon (SMS) (A');
    expect(await expected('github', 'github')).toContain('Anmeldemethode: GitHub (A… L…)');
    expect(await expected('acme', 'acme')).toContain('Anmeldemethode: acme (A… L…)');
    expect(await expected('Mail', 'email')).toContain('Anmeldemethode: Mail (A… L…)');
  });

  it('shows the address of its reader in full, and the address of another user masked', async () => {
    expect((await mail('Anna@example.com')).text).toContain('GitHub (anna@example.com)');
    const { text, html } = await mail('leo@example.com');
    expect(text).toContain('GitHub (l…o@example.com)');
    expect(text + html).not.toContain('leo@example.com');
  });

  it('has no row that repeats its heading', async () => {
    const { text } = await mail('Anna Lind');
    expect(text.match(/A sign-in was linked to your account/g)).toHaveSize(1);
  });

  it('omits a provider’s hostile name, and escapes the rest', async () => {
    const { text, html } = await mail(HOSTILE, 'A & <b>');
    for (const each of [text, html]) expect(each).not.toContain('evil');
    expect(html).not.toContain('<img');
    expect(html).toContain('A &amp; &lt;b&gt;');
    expect(text).toContain('A & <b>');
  });
});

describe('Masked names', () => {
  for (const [whole, masked] of [
    ['anna@example.com', 'a…a@example.com'],
    ['ab@example.com', 'a…@example.com'],
    ['"a@b"@example.com', '"…"@example.com'],
    ['😀anna😀@example.com', '😀…😀@example.com'],
  ] as const) {
    it(`make ${whole} ${masked}`, () => {
      expect(maskedEmail(whole)).toBe(masked);
    });
  }

  it('are initials for names and masked addresses for addresses', () => {
    expect([maskedName(' Anna  Lind '), maskedName('anna@example.com'), maskedName('')]).toEqual([
      'A… L…',
      'a…a@example.com',
      '…',
    ]);
  });

  it('have no path that would turn a name into a link', () => {
    for (const name of ['pay@evil.example/login', 'x@evil.example?a', 'x@evil.example#a']) {
      expect(maskedName(name))
        .withContext(name)
        .toBe(`${name.charAt(0)}…`);
    }
  });
});

describe('The name of a browser', () => {
  for (const [userAgent, name] of [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome on Linux'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
      'Chrome on Linux',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari on iPhone'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['curl/8.0', 'an unknown browser'],
    [null, 'an unknown browser'],
  ] as const) {
    it(`is ${name} for ${userAgent ?? 'nothing'}`, () => {
      expect(browserName(userAgent, localizationFor('en'))).toBe(name);
    });
  }
});
