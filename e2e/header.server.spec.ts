import type { BrowserContext, Page } from '@playwright/test';
import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { ANA } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Holds the request that ends the check of the session, until the returned function is called. */
async function holdTokens(context: BrowserContext): Promise<() => void> {
  const held = Promise.withResolvers<undefined>();
  await context.route('**/oauth/token', async (route) => {
    await held.promise;
    await route.continue();
  });
  return () => {
    held.resolve(undefined);
  };
}

/** Where the header's language button is; in its row, everything after it moves it. */
async function languageButton(page: Page) {
  const button = page.getByRole('banner').getByRole('button', { name: /^Language:/ });
  await expect(button).toBeVisible();
  return button.boundingBox();
}

for (const width of [1280, 360]) {
  test(`offers no sign-in while the session of a user is checked, and moves nothing afterwards, at ${width} px`, async ({
    page,
    context,
    portal,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await signInToProfile(page, ANA);
    const release = await holdTokens(context);
    await page.reload();
    await expect(page.locator('app-shell')).toBeAttached();
    const before = await languageButton(page);
    await expect(portal.signIn).toBeHidden();
    await expect(portal.accountMenu).toBeHidden();
    release();
    await expect(portal.accountMenu).toBeVisible();
    expect(await languageButton(page)).toEqual(before);
  });
}

test('offers no sign-in while the first sign-in is being completed', async ({ page, context, portal }) => {
  const release = await holdTokens(context);
  await page.goto('/profile');
  await new LoginPage(page).logIn(ANA.email);
  await expect(page.locator('app-shell')).toBeAttached();
  await expect(portal.signIn).toBeHidden();
  release();
  await expect(portal.accountMenu).toBeVisible();
});
