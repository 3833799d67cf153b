import type { ServerConfig } from '../configuration/server-config.ts';

/** An origin that does not exist, to check whether a path stays on it. */
const NOWHERE = 'https://nowhere.invalid';

/** Where a redirect returns to: the requested path if it is inside the portal, else its profile page. */
export function returnPath(asked: string | undefined, { profilePath }: Pick<ServerConfig, 'profilePath'>): string {
  // Browsers treat a backslash as a slash and drop tabs and line feeds: `/\evil.example`, `/<tab>/evil.example`.
  if (asked?.startsWith('/') !== true || /[\\\p{Cc}]/u.test(asked)) return profilePath;
  const url = URL.parse(asked, NOWHERE);
  if (url?.origin !== NOWHERE || url.pathname.startsWith('//')) return profilePath;
  return url.pathname + url.search + url.hash;
}

/** Address of the page to return to: in the portal where the intent began, or in the first one. */
export function returnAddress(
  asked: string | undefined,
  portal: string | undefined,
  config: Pick<ServerConfig, 'profilePath' | 'portalOrigins'>,
): string {
  return new URL(returnPath(asked, config), portal ?? config.portalOrigins[0]).href;
}

/** Address in the portal where the user continues with an intent. Never outside the configured portals. */
export function portalAddress(
  { return_to, id }: { readonly return_to: string; readonly id: string },
  { portalOrigins }: Pick<ServerConfig, 'portalOrigins'>,
): string {
  const began = new URL(return_to, portalOrigins[0]);
  const url = portalOrigins.includes(began.origin)
    ? began
    : new URL(`${began.pathname}${began.search}${began.hash}`, portalOrigins[0]);
  url.searchParams.set('intent', id);
  return url.href;
}
