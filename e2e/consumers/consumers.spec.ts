import type { Page } from '@playwright/test';
import { HOSTS } from '../../scripts/consumers/hosts.mjs';
import { pick, proveBothAccounts } from '../journeys/link.ts';
import { blockWindows, confirmHere, proveOtherAccount } from '../journeys/link-by-redirect.ts';
import { signInByPassword } from '../journeys/sign-in.ts';
import { unlink } from '../journeys/unlink.ts';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { LoginPage } from '../pages/login.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { ANA, LEO } from '../support/people.ts';
import { expect, testAtHost } from './test-at-host.ts';

const ALL = process.env['ONEFOLD_TEST_ALL'] === '1';

for (const host of HOSTS.filter(({ always }) => ALL || always === true)) {
  const test = testAtHost(host);

  test.describe(host.name, () => {
    test('signs in, links in a window, reloads, unlinks, undoes and signs out', async ({
      page,
      deployment,
      profile,
      accounts,
    }) => {
      await signInByPassword(page, ANA, deployment.url('/profile'));
      expect(page.url(), 'the page that was asked for').toBe(deployment.url('/profile'));
      await proveBothAccounts(page, ANA, 'Google', pick(LEO));
      await new LinkDialog(page).confirm.click();
      await expect(profile.row(LEO.email)).toBeVisible();
      expect((await accounts())[ANA.userId]).toEqual([ANA.userId, LEO.userId]);

      await page.reload();
      await expect(profile.row(LEO.email)).toBeVisible();
      await unlink(page, ANA, 'Google', LEO.email);
      expect((await accounts())[ANA.userId]).toEqual([ANA.userId]);
      if (host.mode !== 'direct') {
        await profile.undo.click();
        await expect(profile.row(LEO.email)).toBeVisible();
        expect((await accounts())[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
      }

      await signOut(page);
      expect(page.url(), 'home').toMatch(new RegExp(`^${deployment.url('/').replace(/\/?(#\/)?$/, '')}/?(#/)?$`));
      await page.goto('about:blank');
      await page.goto(deployment.url('/profile'));
      await expect(new LoginPage(page).email, 'the session has ended').toBeVisible();
    });

    test('links by redirect where windows are blocked', async ({ page, deployment, context, profile, accounts }) => {
      await blockWindows(context);
      await signInByPassword(page, ANA, deployment.url('/profile'));
      await proveOtherAccount(page, 'Google', LEO);
      await confirmHere(page, ANA);
      await new LinkDialog(page).confirm.click();
      await expect(profile.row(LEO.email)).toBeVisible();
      expect(page.url(), 'the page where it began').toBe(deployment.url('/profile'));
      await page.reload();
      await expect(new ProfilePage(page).row(LEO.email)).toBeVisible();
      expect((await accounts())[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
    });

    if (host.files.includes('auth0-angular')) {
      test('keeps the application’s own guard and interceptor working', async ({ page, deployment, traffic }) => {
        await page.goto(deployment.url('/orders'));
        await new LoginPage(page).logIn(ANA.email);
        await expect(page.getByText('Order 1001')).toBeVisible();
        const call = (await traffic.requests()).find(({ url }) => url.pathname === '/orders.json');
        expect(call?.headers['authorization']).toMatch(/^Bearer /);
        await page.getByRole('link', { name: 'Profile' }).click();
        await expect(new ProfilePage(page).name(ANA.name)).toBeVisible();
      });
    }

    if (host.name === 'material') {
      test('shows buttons in the shape of Material’s', async ({ page, deployment, profile }) => {
        await signInByPassword(page, ANA, deployment.url('/profile'));
        await expect(profile.name(ANA.name)).toBeVisible();
        const isPill = (element: Element) =>
          parseFloat(getComputedStyle(element).borderRadius) >= element.clientHeight / 2;
        expect(await profile.linkAccount.evaluate(isPill), 'a pill').toBe(true);
        expect(await page.getByRole('button', { name: 'Sign out' }).evaluate(isPill), 'as that of Material').toBe(true);
        await page.screenshot({ path: test.info().outputPath('material.png') });
      });
    }

    if (host.rendered === true) {
      test('renders on its server, and reads the session in the browser', async ({
        page,
        deployment,
        profile,
        request,
      }) => {
        const rendered = await request.get(deployment.url('/profile'), { maxRedirects: 0 });
        expect(rendered.status(), 'a guarded page is not redirected').toBe(200);
        expect(await rendered.text()).toContain('Loading your profile…');
        const home = await (await request.get(deployment.url('/'))).text();
        expect(home).toContain('Welcome');
        expect(home, 'the server does not know the user').not.toMatch(/Sign (in|out)/);

        const logIn = page.getByRole('button', { name: 'Sign in', exact: true });
        await page.goto(deployment.url('/'));
        await expect(logIn).toBeVisible();
        await signInByPassword(page, ANA, deployment.url('/profile?from=link#linked'));
        expect(page.url()).toBe(deployment.url('/profile?from=link#linked'));

        await page.addInitScript(noteText, 'Sign in');
        await page.goto(deployment.url('/'));
        await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
        expect(await page.evaluate(() => Object.hasOwn(globalThis, 'noted')), 'a flash of "Sign in"').toBe(false);
        await page.getByRole('link', { name: 'Profile' }).click();
        await expect(profile.name(ANA.name)).toBeVisible();
      });
    }
  });
}

/** Runs in the page: sets `noted` once the document shows a text. */
function noteText(text: string): void {
  new MutationObserver(() => {
    if (document.body.innerText.includes(text)) Object.assign(globalThis, { noted: true });
  }).observe(document, { childList: true, subtree: true });
}

async function signOut(page: Page): Promise<void> {
  const back = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await back;
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
}
