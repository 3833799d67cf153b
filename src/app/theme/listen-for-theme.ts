import { type Theme, chooseTheme, showTheme } from './chosen-theme';

const listening = new WeakSet<Document>();

/**
 * Lets every theme switch of the page choose, whoever has painted it: `index.html`, where Angular has not started, or
 * the application. Shows at once what was chosen on an earlier visit.
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
