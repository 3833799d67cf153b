import { HOSTS } from '../../scripts/consumers/hosts.mjs';
import { pick, proveBothAccounts } from '../journeys/link.ts';
import { sendOpenerPolicy } from '../journeys/opener-policy.ts';
import { signInByPassword } from '../journeys/sign-in.ts';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { LoginPage } from '../pages/login.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { ANA, LEO } from '../support/people.ts';
import { expect, testAtHost } from './test-at-host.ts';

const ALL = process.env['ONEFOLD_TEST_ALL'] === '1';

/** Both clients in both modes. */
const CLIENTS_AND_MODES = ['zoneless', 'direct', 'auth0-angular', 'auth0-angular-direct'];

for (const host of HOSTS.filter(({ name }) => ALL && CLIENTS_AND_MODES.includes(name))) {
  const test = testAtHost(host);
  const callback = host.files.includes('auth0-angular') ? '/' : '/callback';

  test.describe(host.name, () => {
    test('links while the sign-in pages hide their window from the page', async ({
      page,
      context,
      deployment,
      profile,
      accounts,
    }) => {
      await signInByPassword(page, ANA, deployment.url('/profile'));
      await sendOpenerPolicy(context, deployment.tenantOrigin, 'same-origin');
      await proveBothAccounts(page, ANA, 'Google', pick(LEO));
      await new LinkDialog(page).confirm.click();
      await expect(profile.row(LEO.email)).toBeVisible();
      expect((await accounts())[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
    });

    for (const query of ['?code=x&state=y', '?error=access_denied&state=y', '?code=success', '']) {
      test(`keeps the session on a foreign callback: ${callback}${query}`, async ({ page, deployment, profile }) => {
        await signInByPassword(page, ANA, deployment.url('/profile'));
        await page.goto(deployment.url(callback + query));
        await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
        await expect(page.getByRole('heading', { name: 'Welcome' }), 'not the page of the callback').toBeVisible();
        await page.getByRole('link', { name: 'Profile' }).click();
        await expect(profile.name(ANA.name)).toBeVisible();
      });
    }

    test('leaves the guarded page after a sign-out in another tab', async ({ page, deployment, context }) => {
      await signInByPassword(page, ANA, deployment.url('/profile'));
      const tab = await context.newPage();
      await tab.goto(deployment.url('/profile'));
      await expect(new ProfilePage(tab).name(ANA.name)).toBeVisible();
      await tab.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
      await expect(page.getByText(ANA.email)).toBeHidden();
    });

    if (host.files.includes('auth0-angular')) {
      test('leaves a page of the application’s own guard after a sign-out in another tab', async ({
        page,
        deployment,
        context,
      }) => {
        await page.goto(deployment.url('/orders'));
        await new LoginPage(page).logIn(ANA.email);
        await expect(page.getByText('Order 1001')).toBeVisible();
        const tab = await context.newPage();
        await tab.goto(deployment.url('/'));
        await tab.getByRole('button', { name: 'Sign out' }).click();
        await expect(new LoginPage(page).email, 'the guard has the user sign in').toBeVisible();
      });
    }
  });
}
