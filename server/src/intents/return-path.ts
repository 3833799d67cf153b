import type { ServerConfig } from '../configuration/server-config.ts';

/** An origin that nothing has, to see whether a path stays on its own. */
const NOWHERE = 'https://nowhere.invalid';

/** Where to come back to after a redirect: the path asked for if it stays in the portal, else its profile page. */
export function returnPath(asked: string | undefined, { profilePath }: Pick<ServerConfig, 'profilePath'>): string {
  // A backslash counts as a slash in browsers, and tabs and line feeds are dropped: `/\evil.example`, `/<tab>/evil.example`.
  if (asked?.startsWith('/') !== true || /[\\\p{Cc}]/u.test(asked)) return profilePath;
  const url = URL.parse(asked, NOWHERE);
  if (url?.origin !== NOWHERE || url.pathname.startsWith('//')) return profilePath;
  return url.pathname + url.search + url.hash;
}

/** Address in the portal where the user continues with an intent. */
export function portalAddress(
  { return_to, id }: { readonly return_to: string; readonly id: string },
  { portalOrigins }: Pick<ServerConfig, 'portalOrigins'>,
): string {
  const url = new URL(return_to, portalOrigins[0]);
  url.searchParams.set('intent', id);
  return url.href;
}
