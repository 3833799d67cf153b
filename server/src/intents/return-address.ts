import type { ServerConfig } from '../configuration/server-config.ts';

/** An origin that does not exist, to check whether a path stays on it. */
const NO_RETURN_ADDRESS = 'https://nowhere.invalid';

/** Where a redirect returns to: the requested path if it is inside the portal, else its profile page. */
export function returnPath(requested: string | undefined, { profilePath }: Pick<ServerConfig, 'profilePath'>): string {
  // Browsers treat a backslash as a slash and drop tabs and line feeds: `/\evil.example`, `/<tab>/evil.example`.
  if (requested?.startsWith('/') !== true || /[\\\p{Cc}]/u.test(requested)) return profilePath;
  const url = URL.parse(requested, NO_RETURN_ADDRESS);
  if (url?.origin !== NO_RETURN_ADDRESS || url.pathname.startsWith('//')) return profilePath;
  return url.pathname + url.search + url.hash;
}

/** Address of the page to return to: in the portal where the intent began, or in the first one. */
export function returnAddress(
  requested: string | undefined,
  portal: string | undefined,
  config: Pick<ServerConfig, 'profilePath' | 'portalOrigins'>,
): string {
  return new URL(returnPath(requested, config), portal ?? config.portalOrigins[0]).href;
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
