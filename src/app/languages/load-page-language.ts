import { setPageLanguage } from './page-language';

/**
 * Fetches the translation for the page's language; resolves to a function that activates it before the first view.
 * English needs none. Never rejects: if the translation cannot be fetched, the page falls back to English.
 */
export async function loadPageLanguage(page: Document): Promise<() => void> {
  const { lang } = page.documentElement;
  if (lang === 'en') {
    return () => undefined;
  }
  try {
    const { loadLanguage } = await import('./load-language');
    return await loadLanguage(lang);
  } catch {
    // An English page is better than none.
    return () => setPageLanguage(page, { code: 'en', dir: 'ltr' });
  }
}
