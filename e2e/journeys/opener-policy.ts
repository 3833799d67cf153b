import type { BrowserContext } from '@playwright/test';

/**
 * Makes every sign-in page cut the connection to its opener, as hardened sign-in pages do. Replaces redirects with pages that
 * navigate, because a route sees only the first request of a chain of redirects.
 */
export async function sendOpenerPolicy(context: BrowserContext, tenant: string, policy: string): Promise<void> {
  const signIn = (url: URL) => url.origin === tenant || url.pathname.startsWith('/v1/');
  await context.route(signIn, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    // The browser adds these headers after the route, and the server checks them: the navigations begin in the portal.
    const navigation = { ...route.request().headers(), 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' };
    const response = await route.fetch({ maxRedirects: 0, headers: navigation });
    const { location, ...headers } = response.headers();
    const policies = { ...headers, 'cross-origin-opener-policy': policy };
    if (location === undefined) return route.fulfill({ response, headers: policies });
    const target = new URL(location, route.request().url()).href.replaceAll('&', '&amp;');
    return route.fulfill({
      headers: { 'cross-origin-opener-policy': policy },
      contentType: 'text/html',
      body: `<meta http-equiv="refresh" content="0;url=${target}">`,
    });
  });
}
