import type { Page } from '@playwright/test';
import { proveBothAccounts, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { expectAccessible } from './support/axe.ts';
import { ANA, LEO, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** The button that opens the menu; it names the language in that language. */
const opener = (page: Page) => page.locator('#language-opener');
const choose = async (page: Page, name: string) => {
  await opener(page).click();
  await page.locator('#language-menu').getByRole('button', { name, exact: true }).click();
};
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('switches the language of the profile: fetches no data again, keeps the focus and, after a reload, the language', async ({
  page,
  profile,
  traffic,
}) => {
  await signInToProfile(page, MIRA);
  const before = await traffic.apiCalls();
  await choose(page, 'Deutsch');
  await expect(heading(page)).toHaveText('Profil');
  await expect(page).toHaveTitle('Profil – Onefold');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(opener(page)).toBeFocused();
  await expect(opener(page)).toHaveAccessibleName(/^Sprache:\s+Deutsch$/);
  await expect(profile.name(MIRA.name)).toBeVisible();
  expect(await traffic.apiCalls(), 'no request').toEqual(before);
  await page.reload();
  await expect(heading(page)).toHaveText('Profil');
  await choose(page, 'English');
  await expect(heading(page)).toHaveText('Profile');
  await expect(page).toHaveTitle('Profile – Onefold');
});

test('writes Arabic from right to left, with its own words for dates', async ({ page }) => {
  await signInToProfile(page, MIRA);
  await choose(page, 'العربية');
  await expect(heading(page)).toHaveText('الملف الشخصي');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page, 'profile in Arabic');
  const start = await heading(page).evaluate((element) => getComputedStyle(element).direction);
  expect(start).toBe('rtl');
});

test('lets the user switch by keyboard alone', async ({ page }) => {
  await signInToProfile(page, ANA);
  await opener(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#language-menu').getByRole('button', { name: 'Français' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('#language-menu button').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('#language-menu')).toBeHidden();
  await expect(opener(page)).toBeFocused();
});

test('cannot be switched while an account is being linked, so that no attempt is lost', async ({ page, linking }) => {
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  await expect(linking.confirmation).toBeVisible();
  await opener(page).evaluate((button) => button.focus());
  await expect(opener(page), 'the page behind a modal dialog is inert').not.toBeFocused();
});

test('switches the static home page, and starts the application in that language', async ({ page, portal }) => {
  await portal.open();
  await choose(page, 'Español');
  await expect(heading(page)).toHaveText('Una persona, muchos inicios de sesión, una cuenta.');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await choose(page, 'English');
  await expect(portal.homeHeading).toBeVisible();
  await choose(page, 'Español');
  await signInToProfile(page, ANA);
  await expect(heading(page)).toHaveText('Perfil');
});

test.describe('with Japanese as the language of the browser', () => {
  test.use({ locale: 'ja-JP' });

  test('is Japanese from the first paint', async ({ page }) => {
    const painted: string[] = [];
    await page.exposeFunction('notePaint', (text: string) => painted.push(text));
    await page.addInitScript(() => {
      const note = () => {
        const title = document.querySelector('h1');
        if (title?.checkVisibility({ visibilityProperty: true })) {
          void (globalThis as unknown as { notePaint: (text: string) => Promise<void> }).notePaint(
            title.textContent.trim(),
          );
        }
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    });
    await page.goto('/');
    await expect(heading(page)).toContainText('アカウントは一つ');
    await expect(heading(page)).toBeVisible();
    await expect.poll(() => painted.length).toBeGreaterThan(0);
    expect(
      painted.filter((text) => text.startsWith('One person')),
      'no flash of English',
    ).toEqual([]);
  });

  test('is English if the translations cannot be fetched', async ({ page, portal, watch }) => {
    watch.expect(/Failed to load resource/);
    await page.route(/chunk-.*\.js$/, (route) => route.abort());
    await portal.open();
    await expect(portal.homeHeading).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
