/**
 * The portal's page with a nonce on its root element, where Angular looks for it (`ngCspNonce`): only styles that
 * carry it are let in. A new nonce for every answer, so that nobody can know it beforehand.
 *
 * @param html `index.html` as built.
 */
export function pageWithNonce(html: string, nonce: string): string {
  return html
    .replace(/(<app-root\b[^>]*?)\s+ngCspNonce(?:="[^"]*")?/i, '$1')
    .replace(/<app-root\b/i, (tag) => `${tag} ngCspNonce="${nonce}"`);
}

/** Whether a request is a person's navigation, the only kind that gets the page for a path that is no file. */
export function isNavigation(headers: Headers): boolean {
  const mode = headers.get('Sec-Fetch-Mode');
  // Fetch Metadata tells; browsers and tools without it say at least that they want HTML.
  if (mode !== null) return mode === 'navigate';
  return (headers.get('Accept') ?? '').includes('text/html');
}

/**
 * What the browser should begin with, as a `Link` header, where the application starts at once: everywhere but on the
 * home page, and there for whoever signed in before (`src/app/static-home`).
 *
 * @param options.application Scripts the application starts from.
 */
export function earlyLinks({
  path,
  cookies,
  tenantOrigin,
  application,
}: {
  readonly path: string;
  readonly cookies: string;
  readonly tenantOrigin: string;
  readonly application: readonly string[];
}): Record<string, string> {
  const home = path === '/' || path === '/index.html';
  if (home && !/(^|; *)auth0\.[^=]+\.is\.authenticated=/.test(cookies)) return {};
  return {
    Link: [
      ...application.map((file) => `<${file}>; rel=modulepreload`),
      // Both kinds of connection are needed: frames send cookies, fetches of another origin do not.
      `<${tenantOrigin}>; rel=preconnect`,
      `<${tenantOrigin}>; rel=preconnect; crossorigin`,
    ].join(', '),
  };
}
