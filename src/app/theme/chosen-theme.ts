/** Light, dark, or the system's setting. */
export type Theme = 'system' | 'light' | 'dark';

/** Read by `boot.js` before the first paint. */
const KEY = 'onefold.theme';

/** The theme of the page: `boot.js` or {@link chooseTheme} sets it on the root element. */
export function chosenTheme(page: Document): Theme {
  const { theme } = page.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Applies the theme to the page, shows it in every theme switch, and remembers it for the next visit. */
export function chooseTheme(page: Document, theme: Theme): void {
  const { dataset } = page.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  showTheme(page);
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is blocked or full: the choice holds for this visit.
  }
}

/** Selects the theme of the page in every theme switch. */
export function showTheme(page: Document): void {
  const theme = chosenTheme(page);
  for (const option of page.querySelectorAll<HTMLInputElement>('.theme-choice input')) {
    option.checked = option.value === theme;
  }
}
