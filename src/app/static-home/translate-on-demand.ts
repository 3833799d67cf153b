import { setPageLanguage } from '../languages/page-language';
import type { StaticPage } from './static-page';

/**
 * Translates `index.html` into the language that `boot.js` has chosen, and into the one chosen in its language menu.
 * The page is not painted until its texts have loaded; if they cannot be fetched, it stays English. English needs none
 * of this code.
 *
 * @param load Fetches the code that translates the page.
 */
export function translateOnDemand(page: Document, load: () => Promise<StaticPage>): void {
  const { dataset } = page.documentElement;
  let loading: Promise<StaticPage> | undefined;
  // Once, because it needs the original texts of the page.
  const open = async () => {
    try {
      return await (loading ??= load());
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  if (dataset['translation']) {
    open()
      .then((staticPage) => staticPage.translate())
      .catch(() => setPageLanguage(page, { code: 'en', dir: 'ltr' }))
      .finally(() => delete dataset['translation']);
  }
  page.addEventListener('click', ({ target }) => {
    const button = target as Partial<HTMLElement> | null;
    // The application replaces this menu with its own.
    if (!button?.matches?.('.static-header button[lang]')) return;
    button.parentElement?.hidePopover();
    open()
      .then((staticPage) => staticPage.choose(button as HTMLElement))
      // Keep the page unchanged: an offline user cannot sign in either.
      .catch(() => undefined);
  });
}
