/** Set in the session storage when a user signs out everywhere (onefold: NotMeDialogComponent). */
const SIGNED_OUT_EVERYWHERE = 'onefold.signed-out-everywhere';

/**
 * A user who has signed out everywhere lands on the home page, where nothing would explain it: shows the page that does. Not in
 * `boot.js`, because the browser's first access to the session storage would delay the first paint of every visit.
 */
export function showSignedOutPage(page: Document): void {
  try {
    if (!sessionStorage.getItem(SIGNED_OUT_EVERYWHERE)) return;
    sessionStorage.removeItem(SIGNED_OUT_EVERYWHERE);
  } catch {
    // Storage is blocked: the home page shows.
    return;
  }
  history.replaceState(null, '', new URL('signed-out', page.baseURI));
  page.documentElement.dataset['route'] = 'inner';
}
