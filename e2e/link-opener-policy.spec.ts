import type { BrowserContext } from '@playwright/test';
import { expectStillSignedIn, openLinkWindow } from './journeys/failed-link.ts';
import { confirmMainAccount, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/world.ts';

/**
 * Makes every sign-in page cut the connection to its opener, as hardened sign-in pages do. Replaces redirects with pages that
 * navigate, because a route sees only the first request of a chain of redirects.
 */
async function sendOpenerPolicy(context: BrowserContext, tenant: string, policy: string): Promise<void> {
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

for (const policy of ['same-origin', 'same-origin-allow-popups']) {
  test(
    `links while the sign-in pages send the opener policy ${policy}`,
    { tag: '@both' },
    async ({ page, context, linking, profile, tenant }) => {
      await signInToProfile(page, ANA);
      await sendOpenerPolicy(context, tenant.origin, policy);
      const window = await openLinkWindow(page, 'Google');
      await expect(new AccountPickerPage(window).heading).toBeVisible();
      await pick(LEO)(window);
      await confirmMainAccount(window, ANA);

      await linking.confirm.click();
      await expect(profile.announcement).toContainText('is now linked.');
      expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
      await expectStillSignedIn(page, ANA, 1);
    },
  );
}
