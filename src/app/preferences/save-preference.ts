type Preference = 'language' | 'theme';

/** In seconds. */
const A_YEAR = 31_536_000;

/**
 * Saves a choice for the next visit. `boot.js` reads it before the first paint, therefore it is a cookie: the browser's first access
 * to `localStorage` would delay that paint.
 *
 * @param value `null` deletes it.
 */
export function savePreference(page: Document, name: Preference, value: string | null): void {
  const { pathname, protocol } = new URL(page.baseURI);
  const lifetime = `Max-Age=${String(value === null ? 0 : A_YEAR)}`;
  const secure = protocol === 'https:' ? '; Secure' : '';
  page.cookie = `onefold.${name}=${value ?? ''}; Path=${pathname}; ${lifetime}; SameSite=Lax${secure}`;
}

/** Renews the choices of earlier visits: Safari keeps cookies that scripts set for seven days. */
export function renewPreferences(page: Document): void {
  for (const [, name, value = ''] of page.cookie.matchAll(/(?:^|; *)onefold\.(language|theme)=([a-z]+)/g)) {
    savePreference(page, name as Preference, value);
  }
}
