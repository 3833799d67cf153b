import { savePreference, renewPreferences } from './save-preference';

describe('a remembered preference', () => {
  afterEach(() => {
    savePreference(document, 'language', null);
    savePreference(document, 'theme', null);
  });

  it('is readable until it is forgotten, and leaves others alone', () => {
    savePreference(document, 'language', 'de');
    savePreference(document, 'theme', 'dark');
    expect(document.cookie).toContain('onefold.language=de');
    expect(document.cookie).toContain('onefold.theme=dark');
    savePreference(document, 'theme', null);
    expect(document.cookie).toContain('onefold.language=de');
    expect(document.cookie).not.toContain('onefold.theme');
  });

  it('is renewed by each visit, for the portal’s own path', () => {
    const page = document.implementation.createHTMLDocument();
    page.head.innerHTML = '<base href="https://accounts.example/portal/">';
    const written: string[] = [];
    Object.defineProperty(page, 'cookie', {
      get: () => 'other=1; onefold.theme=dark',
      set: (cookie: string) => {
        written.push(cookie);
      },
    });
    renewPreferences(page);
    expect(written).toEqual(['onefold.theme=dark; Path=/portal/; Max-Age=31536000; SameSite=Lax; Secure']);
  });
});
