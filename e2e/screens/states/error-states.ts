import { expect } from '@playwright/test';
import { openLinkWindow } from '../../journeys/failed-link.ts';
import { blockWindows } from '../../journeys/link-by-redirect.ts';
import { confirmMainAccount, pick, proveBothAccounts } from '../../journeys/link.ts';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { AccountPickerPage } from '../../pages/account-picker.page.ts';
import { ANA, LEO } from '../../support/people.ts';
import { screen, type ScreenState, type Stage } from '../screen-state.ts';

/** Makes requests for the profile fail with this status. */
const viewFails =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  async ({ page, profile, api }: Stage): Promise<void> => {
    await signInToProfile(page, ANA);
    await api.respondWith('view', { status, headers });
    await page.reload();
    await expect(profile.error.alert).toBeVisible();
  };

/** Error states. */
export const ERROR_STATES: readonly ScreenState[] = [
  screen('error-forbidden', 'The profile is refused', viewFails(403)),
  screen('error-server', 'The server fails', viewFails(500)),
  screen('error-rate-limited', 'Too many requests', viewFails(429, { 'Retry-After': '60' })),
  screen('error-offline', 'No connection while loading', async ({ page, profile, api }) => {
    await signInToProfile(page, ANA);
    // The page itself loads from the network; only `navigator.onLine` and the API report a loss.
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'onLine', { get: () => false });
    });
    await api.cut('view');
    await page.reload();
    await expect(profile.error.alert).toContainText('No connection');
  }),
  screen('link-window-closed', 'The window was closed', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    const window = await openLinkWindow(page, 'Google');
    await expect(new AccountPickerPage(window).heading).toBeVisible();
    await window.close();
    await expect(linking.windowUnseen).toBeVisible();
  }),
  screen('link-cancelled', 'Cancelled at the provider', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    await new AccountPickerPage(await openLinkWindow(page, 'Google')).cancel.click();
    await expect(linking.failure).toBeVisible();
  }),
  screen('link-unverified', 'The address is not verified', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    const window = await openLinkWindow(page, 'GitHub');
    await new AccountPickerPage(window).account('Ana S.', ANA.email).click();
    await confirmMainAccount(window, ANA);
    await expect(linking.failure).toBeVisible();
  }),
  screen('link-failed', 'The server failed after the yes', async ({ page, linking, api }) => {
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    await api.respondWith('link', { status: 503 });
    await linking.confirm.click();
    await expect(linking.failure).toBeVisible();
  }),
  screen(
    'link-redirect',
    'Windows are blocked: the sign-in takes this page',
    async ({ page, context, profile, linking }) => {
      await blockWindows(context);
      await signInToProfile(page, ANA);
      await profile.linkAccount.click();
      await linking.choice('Google').click();
      await expect(new AccountPickerPage(page).heading).toBeVisible();
    },
  ),
];
