import { savePreference } from '../preferences/save-preference';

/** The page's language: its code and writing direction. */
interface PageLanguage {
  readonly code: string;
  readonly dir: string;
}

/** Sets the page's language for browsers and screen readers, and remembers it for the next visit. */
export function chooseLanguage(page: Document, language: PageLanguage): void {
  setPageLanguage(page, language);
  savePreference(page, 'language', language.code);
}

/** Sets the page's language for browsers and screen readers. */
export function setPageLanguage(page: Document, { code, dir }: PageLanguage): void {
  page.documentElement.lang = code;
  page.documentElement.dir = dir;
}
