/** The page's language: its code and writing direction. */
interface PageLanguage {
  readonly code: string;
  readonly dir: string;
}

/** Read by `boot.js` before the first paint. */
const KEY = 'onefold.language';

/** Sets the page's language for browsers and screen readers, and remembers it for the next visit. */
export function chooseLanguage(page: Document, language: PageLanguage): void {
  setPageLanguage(page, language);
  try {
    localStorage.setItem(KEY, language.code);
  } catch {
    // Storage is blocked or full: the choice holds for this visit.
  }
}

/** Sets the page's language for browsers and screen readers. */
export function setPageLanguage(page: Document, { code, dir }: PageLanguage): void {
  page.documentElement.lang = code;
  page.documentElement.dir = dir;
}
