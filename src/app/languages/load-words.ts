import { tellLanguage } from './chosen-language';

/**
 * Fetches what the application needs to speak the page's language from its first view on; the function it resolves to
 * makes it do so. Nothing for English. Never rejects: where the words cannot be fetched, the page turns English.
 */
export async function loadWords(page: Document): Promise<() => void> {
  const { lang } = page.documentElement;
  if (lang === 'en') {
    return () => undefined;
  }
  try {
    const { loadLanguage } = await import('./load-language');
    return await loadLanguage(lang);
  } catch {
    // Better understood by many than not shown at all.
    return () => tellLanguage(page, { code: 'en', dir: 'ltr' });
  }
}
