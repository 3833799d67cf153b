import type { Context } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import type Provider from 'oidc-provider';

/**
 * Ends the browser's SSO session. Tokens stay: as on Auth0, refresh tokens do not depend on the session.
 * @param unlessAccount Keeps the session when it belongs to this account.
 * @returns The account that was signed in.
 */
export async function endBrowserSession(
  c: Context,
  provider: Provider,
  exceptAccount?: string,
): Promise<string | undefined> {
  const cookie = provider.cookieName('session');
  const session = await provider.Session.find(getCookie(c, cookie) ?? '');
  if (session !== undefined && exceptAccount !== undefined && session.accountId === exceptAccount) return undefined;
  await session?.destroy();
  deleteCookie(c, cookie, { path: '/' });
  return session?.accountId;
}
