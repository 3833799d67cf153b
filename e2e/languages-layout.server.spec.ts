import type { Page } from '@playwright/test';
import { confirmMainAccount, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { expectNothingCutOff } from './support/cut-off.ts';
import { LEO, MIRA } from './support/people.ts';
import { usePseudoLanguage } from './support/pseudo-language.ts';
import { expect, test } from './support/test.ts';

// Without motion, because a rotating arrow is wider than one at rest.
test.use({ viewport: { width: 320, height: 640 } });

/** Found by its position, because its name differs in each language. */
const dialog = (page: Page) => page.locator('dialog[open]');

const LANGUAGES: readonly (readonly [name: string, speak: (page: Page) => Promise<unknown>])[] = [
  ...['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt'].map(
    (code) =>
      [
        code,
        (page: Page) => page.addInitScript((chosen) => localStorage.setItem('onefold.language', chosen), code),
      ] as const,
  ),
  ['a language 40 % longer', usePseudoLanguage],
];

for (const [language, speak] of LANGUAGES) {
  test(`cuts nothing off in ${language}`, async ({ page, profile, watch }) => {
    watch.expect(/status of 503/);
    await speak(page);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await cutsNothingOffWhenNarrowed(page, 'home');
    await signInToProfile(page, MIRA);
    await cutsNothingOffWhenNarrowed(page, 'profile');
    await page.locator('#language-opener').click();
    await expect(page.locator('#language-menu button').first()).toBeVisible();
    await expectNothingCutOff(page, 'language menu');
    await page.keyboard.press('Escape');
    await cutsNothingOffWhileLinking(page);
    await page.locator('onefold-activity button').first().click();
    await expect(page.locator('onefold-history')).toBeVisible();
    await expectNothingCutOff(page, 'activity');
    await page.goto('/');
    await expect(page.locator('app-user-menu')).toBeVisible();
    await expectNothingCutOff(page, 'home, signed in');
    await page.route('**/v1/me', (route) => route.fulfill({ status: 503, body: '' }));
    await profile.open();
    await expect(page.locator('onefold-error-notice')).toBeVisible();
    await expectNothingCutOff(page, 'error');
  });
}

/** Ends at the narrowest width; between the widths the header hides some items. */
async function cutsNothingOffWhenNarrowed(page: Page, state: string): Promise<void> {
  for (const width of [620, 500, 400, 320]) {
    await page.setViewportSize({ width, height: 640 });
    await expectNothingCutOff(page, `${state}, ${String(width)} pixels wide`);
  }
}

/** Links an account, opens the question before unlinking it, and closes that question. */
async function cutsNothingOffWhileLinking(page: Page): Promise<void> {
  await page.locator('.link-account').click();
  await expect(dialog(page)).toBeVisible();
  await expectNothingCutOff(page, 'chooser');
  const popup = page.waitForEvent('popup');
  await dialog(page).getByRole('listitem').getByRole('button', { name: 'Google' }).click();
  const window = await popup;
  await expect(page.locator('onefold-link-progress')).toBeVisible();
  await expectNothingCutOff(page, 'first sign-in');
  await pick(LEO)(window);
  await confirmMainAccount(window, MIRA);
  await expect(page.locator('onefold-link-confirmation')).toBeVisible();
  await expectNothingCutOff(page, 'confirmation');
  await page.locator('onefold-link-confirmation .button.primary').click();
  await expect(page.locator('onefold-undo-bar')).toBeVisible();
  await expectNothingCutOff(page, 'linked');
  await page.locator('onefold-identity-list .more').first().click();
  await expectNothingCutOff(page, 'menu');
  await page.locator('onefold-identity-list .rename').first().click();
  await expect(page.locator('onefold-nickname-editor')).toBeVisible();
  await expectNothingCutOff(page, 'nickname');
  await page.locator('onefold-identity-list .more').first().click();
  await page.locator('onefold-identity-list .unlink').first().click();
  await expect(dialog(page)).toBeVisible();
  await expectNothingCutOff(page, 'unlink question');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
}
