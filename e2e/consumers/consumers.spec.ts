import type { Page } from '@playwright/test';
import { HOSTS } from '../../scripts/consumers/hosts.mjs';
import { link, pick } from '../journeys/link.ts';
import { blockWindows, confirmHere, proveOtherAccount } from '../journeys/link-by-redirect.ts';
import { signInByPassword } from '../journeys/sign-in.ts';
import { unlink } from '../journeys/unlink.ts';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { LoginPage } from '../pages/login.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { accountsOf } from '../support/accounts.ts';
import { ANA, LEO } from '../support/people.ts';
import { expect, testAt } from '../support/world.ts';
import { openConsumerPlace } from './consumer-place.ts';

const ALL = process.env['ONEFOLD_TEST_ALL'] === '1';

for (const host of HOSTS.filter(({ always }) => ALL || always === true)) {
  const test = testAt(() => openConsumerPlace(host));

  test.describe(host.name, () => {
    test('signs in, links in a window, reloads, unlinks, undoes and signs out', async ({ page, profile, tenant }) => {
      await signInByPassword(page, ANA);
      await link(page, ANA, 'Google', pick(LEO));
      expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);

      await page.reload();
      await expect(profile.row(LEO.email)).toBeVisible();
      await unlink(page, ANA, 'Google', LEO.email);
      expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId]);
      await profile.undo.click();
      await expect(profile.row(LEO.email)).toBeVisible();
      expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);

      await signOut(page);
      await page.goto('/profile');
      await expect(new LoginPage(page).email, 'the session has ended').toBeVisible();
    });

    test('links by redirect where windows are blocked', async ({ page, context, profile, tenant }) => {
      await blockWindows(context);
      await signInByPassword(page, ANA);
      await proveOtherAccount(page, 'Google', LEO);
      await confirmHere(page, ANA);
      await new LinkDialog(page).confirm.click();
      await expect(profile.row(LEO.email)).toBeVisible();
      await page.reload();
      await expect(new ProfilePage(page).row(LEO.email)).toBeVisible();
      expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
    });

    if (host.files === 'auth0-angular') {
      test('keeps the guard and the interceptor of the application at work', async ({ page, traffic }) => {
        await page.goto('/orders');
        await new LoginPage(page).logIn(ANA.email);
        await expect(page.getByText('Order 1001')).toBeVisible();
        const call = (await traffic.requests()).find(({ url }) => url.pathname === '/orders.json');
        expect(call?.headers['authorization']).toMatch(/^Bearer /);
        await page.getByRole('link', { name: 'Profile' }).click();
        await expect(new ProfilePage(page).name(ANA.name)).toBeVisible();
      });
    }
  });
}

async function signOut(page: Page): Promise<void> {
  const back = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Log out' }).click();
  await back;
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
}
