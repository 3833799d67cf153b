/**
 * Saves the cookies that all clients with one id share, in all tabs, and returns a function that restores them: the mark
 * of a session (`auth0.{clientId}.is.authenticated`), the organization hint, and their `_legacy_` copies. Every sign-in of
 * any of these clients rewrites or deletes the hint (spa-js: `_processOrgHint`), so that the next silent renewal would ask
 * for the wrong organization; a client that clears its own session deletes both, also for the user of another tab.
 */
export function keepSdkCookies(clientId: string, document: Pick<Document, 'cookie' | 'location'>): () => void {
  const saved = ['is.authenticated', 'organization_hint']
    .flatMap((cookie) => [`auth0.${clientId}.${cookie}`, `_legacy_auth0.${clientId}.${cookie}`])
    .map((name) => [name, read(document, name)] as const);
  return () =>
    saved.forEach(([name, value]) => {
      if (read(document, name) !== value) write(document, name, value);
    });
}

function read({ cookie }: Pick<Document, 'cookie'>, name: string): string | null {
  const prefix = `${name}=`;
  const found = cookie.split('; ').find((pair) => pair.startsWith(prefix));
  return found === undefined ? null : found.slice(prefix.length);
}

// The same attributes as the SDK's: a day, and on https SameSite=None, except for the legacy copy.
function write(document: Pick<Document, 'cookie' | 'location'>, name: string, value: string | null): void {
  const secure = document.location.protocol === 'https:';
  const attributes = secure ? `; Secure${name.startsWith('_legacy_') ? '' : '; SameSite=None'}` : '';
  const lifetime = value === null ? 0 : 86_400;
  document.cookie = `${name}=${value ?? ''}; Path=/; Max-Age=${lifetime}${attributes}`;
}
