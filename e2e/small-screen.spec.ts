import type { Page } from '@playwright/test';
import { pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { expectNothingCutOff } from './support/cut-off.ts';
import { ANA, LEO, MARYAM, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

// WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels without scrolling sideways.
test.use({ viewport: { width: 320, height: 640 } });

test('fits the home page and the login into 320 pixels', async ({ page, portal }) => {
  await portal.open();
  await expectNoSideways(page, 'home');
  await portal.signIn.click();
  await expect(new LoginPage(page).email).toBeVisible();
  await expectNoSideways(page, 'universal login');
  await new LoginPage(page).logIn(ANA.email);
  await expect(portal.accountMenu).toBeVisible();
  await portal.open();
  await expect(portal.accountMenu).toBeVisible();
  await expectNoSideways(page, 'home, signed in');
});

for (const person of [MIRA, MARYAM]) {
  test(`fits the profile of ${person.email} into 320 pixels`, async ({ page }) => {
    await signInToProfile(page, person);
    await expectNoSideways(page, 'profile');
  });
}

test('shows the beginning of the list of linked accounts on a phone without scrolling', async ({ page, profile }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await signInToProfile(page, MIRA);
  await expect(profile.mainIdentity).toBeInViewport({ ratio: 1 });
  await expect(profile.row('mira.okafor@example.net').first()).toBeInViewport({ ratio: 0.3 });
});

test('fits linking into 320 pixels', async ({ page, profile, linking }) => {
  await signInToProfile(page, ANA);
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
  await expectNoSideways(page, 'chooser');
  await page.keyboard.press('Escape');
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  await expectNoSideways(page, 'confirmation');
  await linking.confirm.click();
  await expect(profile.announcement).toBeVisible();
  await expectNoSideways(page, 'linked');
  const question = await profile.openUnlinkDialog('Google', LEO.email);
  await expect(question.dialog).toBeVisible();
  await expectNoSideways(page, 'unlink question');
});

test('keeps enlarged text within its boxes', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/', '/signed-out', '/nowhere']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expectNothingCutOff(page, `${path}, 200 % text`);
  }
});

/** Expects that neither the page nor an open dialog is wider than the screen. */
async function expectNoSideways(page: Page, state: string): Promise<void> {
  const tooWide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog[open], dialog[open] .content')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ tagName, scrollWidth, clientWidth }) => `${tagName} ${String(scrollWidth)} > ${String(clientWidth)}`),
  );
  expect(tooWide, state).toEqual([]);
}
