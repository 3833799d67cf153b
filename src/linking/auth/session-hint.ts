/**
 * Whether Auth0's SDK has left its mark of an earlier login (cookie `auth0.{clientId}.is.authenticated`, or its
 * `_legacy_` twin). Without it the SDK's own check would not ask Auth0 either, so nothing needs to be loaded.
 *
 * @param clientId without it: whether any application has left a mark, for a guess before the configuration has loaded.
 */
export function hasSessionHint(cookies: string, clientId?: string): boolean {
  return cookies.split(/; */).some((cookie) => {
    const name = decodeURIComponentSafely(cookie.split('=', 1)[0] ?? '').replace(/^_legacy_/, '');
    return clientId === undefined
      ? /^auth0\..+\.is\.authenticated$/.test(name)
      : name === `auth0.${clientId}.is.authenticated`;
  });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A cookie with a bare "%" was set by other code: use it unchanged.
    return text;
  }
}
