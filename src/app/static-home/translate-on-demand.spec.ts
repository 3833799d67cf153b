import { translateOnDemand } from './translate-on-demand';
import { StaticPage } from './static-page';

const TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: { 'a.title': 'Ein Konto', 'a.nav': 'Haupt' },
  ar: { 'a.title': 'حساب واحد', 'a.nav': 'رئيسي' },
};

describe('translateOnDemand', () => {
  const frames: HTMLIFrameElement[] = [];
  afterEach(() => {
    frames.splice(0).forEach((frame) => frame.remove());
    localStorage.removeItem('onefold.language');
  });

  /** A page like index.html, in the language that boot.js wrote on its root element. */
  function open(lang: string, online = true) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frames.push(frame);
    const page = frame.contentDocument;
    if (!page) throw new Error('The frame has no document.');
    const root = page.documentElement;
    root.lang = lang;
    root.dir = lang === 'ar' ? 'rtl' : 'ltr';
    if (lang !== 'en') root.dataset['translation'] = 'pending';
    page.body.innerHTML = `<header class="static-header"><nav aria-label="Main" data-text="a.nav">Not this</nav>
      <span class="language-name">English</span>
      <div id="menu" popover><button aria-current="true" lang="en" dir="ltr">English</button><button lang="de" dir="ltr">Deutsch</button
      ><button lang="ar" dir="rtl">العربية</button></div></header><h1 data-text="a.title">One account</h1>`;
    const requested: string[] = [];
    const loads = { count: 0 };
    translateOnDemand(page, async () => {
      loads.count++;
      return new StaticPage(page, (language) => {
        requested.push(language);
        return online ? Promise.resolve(TEXTS[language] ?? null) : Promise.reject(new TypeError('Failed to fetch'));
      });
    });
    const text = (selector: string) => page.querySelector(selector)?.textContent;
    return {
      page,
      root,
      requested,
      loads,
      title: () => text('h1'),
      current: () => [text('.language-name'), text('[aria-current="true"]')],
      choose: (code: string) => page.querySelector<HTMLElement>(`button[lang="${code}"]`)?.click(),
      /** Resolves after the texts have been fetched, or could not be. */
      settled: () =>
        // A separate task: everything that awaits the responses runs first.
        new Promise<void>((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        }),
    };
  }

  it('fetches nothing for English', () => {
    const { loads, title, current } = open('en');
    expect(loads.count).toBe(0);
    expect(title()).toBe('One account');
    expect(current()).toEqual(['English', 'English']);
  });

  it('shows the page once it is in the user’s language, including the names of landmarks', async () => {
    const { page, root, title, current, settled } = open('ar');
    expect(root.dataset['translation']).toBe('pending');
    await settled();
    expect(root.dataset['translation']).toBeUndefined();
    expect(title()).toBe('حساب واحد');
    expect(page.querySelector('nav')?.getAttribute('aria-label')).toBe('رئيسي');
    expect(page.querySelector('nav')?.textContent).toBe('Not this');
    expect(current()).toEqual(['العربية', 'العربية']);
  });

  it('falls back to English if the translation cannot be fetched', async () => {
    const { root, title, current, settled } = open('ar', false);
    await settled();
    expect(root.dataset['translation']).toBeUndefined();
    expect([root.lang, root.dir, title()]).toEqual(['en', 'ltr', 'One account']);
    expect(current()).toEqual(['English', 'English']);
  });

  it('switches to another language and back with its menu, and remembers the choice', async () => {
    const { root, title, current, choose, settled } = open('en');
    choose('ar');
    await settled();
    expect([root.lang, root.dir, title()]).toEqual(['ar', 'rtl', 'حساب واحد']);
    expect(current()).toEqual(['العربية', 'العربية']);
    expect(localStorage.getItem('onefold.language')).toBe('ar');
    choose('en');
    await settled();
    expect([root.lang, root.dir, title()]).toEqual(['en', 'ltr', 'One account']);
    expect(localStorage.getItem('onefold.language')).toBe('en');
  });

  it('applies the last of two quick choices', async () => {
    const { root, title, choose, settled } = open('en');
    choose('ar');
    choose('de');
    await settled();
    expect([root.lang, title()]).toEqual(['de', 'Ein Konto']);
  });
});
