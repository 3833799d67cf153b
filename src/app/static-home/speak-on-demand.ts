import { setPageLanguage } from '../languages/chosen-language';
import type { StaticPage } from './static-page';

/**
 * Lets `index.html` speak the language that `boot.js` has chosen, and the one chosen in its language menu. Until its
 * texts have loaded the page is not painted; if they cannot be fetched it is English. English needs none of this code.
 *
 * @param load Fetches the code that rewrites the page.
 */
export function speakOnDemand(page: Document, load: () => Promise<StaticPage>): void {
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
  if (dataset['words']) {
    open()
      .then((words) => words.speak())
      .catch(() => setPageLanguage(page, { code: 'en', dir: 'ltr' }))
      .finally(() => delete dataset['words']);
  }
  page.addEventListener('click', ({ target }) => {
    const button = target as Partial<HTMLElement> | null;
    // The application replaces this menu with its own.
    if (!button?.matches?.('.static-header button[lang]')) return;
    button.parentElement?.hidePopover();
    open()
      .then((words) => words.choose(button as HTMLElement))
      // Keep the page unchanged: an offline user cannot sign in either.
      .catch(() => undefined);
  });
}
