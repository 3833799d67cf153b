import { type Theme, chooseTheme, showTheme } from './chosen-theme';

const listening = new WeakSet<Document>();

/**
 * Handles every theme switch of the page, whether rendered by `index.html` before Angular starts or by the application.
 * Applies the theme chosen on an earlier visit at once.
 */
export function listenForTheme(page: Document): void {
  showTheme(page);
  if (listening.has(page)) return;
  listening.add(page);
  page.addEventListener('change', ({ target }) => {
    const option = target as HTMLInputElement;
    if (option.matches('.theme-choice input')) chooseTheme(page, option.value as Theme);
  });
}
