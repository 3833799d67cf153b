import { expect } from '@playwright/test';
import { openLinkWindow } from '../../journeys/failed-link.ts';
import { confirmMainAccount, link, pick, proveBothAccounts } from '../../journeys/link.ts';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { AccountPickerPage } from '../../pages/account-picker.page.ts';
import { LoginPage } from '../../pages/login.page.ts';
import { ANA, GOOGLE_ANA, LEO } from '../../support/people.ts';
import { screen, type ScreenState, type Stage } from '../screen-state.ts';

async function chooser({ page, profile, linking }: Stage): Promise<void> {
  await signInToProfile(page, ANA);
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
}

/** Linking, step by step. */
export const LINK_STATES: readonly ScreenState[] = [
  screen('link-chooser', 'Choice of the provider', chooser),
  screen('link-first-sign-in', 'Waiting for the account to add', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    await openLinkWindow(page, 'Google');
    await expect(linking.provingSecondary).toBeVisible();
  }),
  screen('tenant-picker', 'The provider’s page in the window (local tenant)', async ({ page }) => {
    await signInToProfile(page, ANA);
    const window = await openLinkWindow(page, 'Google');
    await expect(new AccountPickerPage(window).heading).toBeVisible();
    return window;
  }),
  screen('link-second-sign-in', 'Who came back, and waiting for the main account', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    const window = await openLinkWindow(page, 'Google');
    await pick(LEO)(window);
    await expect(new LoginPage(window).password).toBeVisible();
    await expect(linking.provingPrimary).toContainText(LEO.name);
  }),
  screen('link-confirm', 'The question, where nothing but the sign-in comes along', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    await expect(linking.confirmation).toBeVisible();
  }),
  screen('link-offline', 'The network is lost in between', async ({ page, context, linking }) => {
    await signInToProfile(page, ANA);
    const window = await openLinkWindow(page, 'Google');
    await expect(new AccountPickerPage(window).heading).toBeVisible();
    await context.setOffline(true);
    await expect(linking.provingSecondary).toContainText('You’re offline.');
  }),
  screen('link-compare', 'Both accounts side by side, with a choice for each field', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
    await expect(linking.value('Theme', 'This account')).toBeChecked();
  }),
  screen('link-compare-long', 'A setting too long to be shown at once', async ({ page, linking, tenant }) => {
    const preferences = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`option ${String(index)}`, true]));
    tenant.control.patchUser(GOOGLE_ANA.userId, { user_metadata: { preferences } });
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
    await linking.confirmation.getByRole('button', { name: 'Show all' }).scrollIntoViewIfNeeded();
  }),
  screen('link-too-large', 'Both accounts do not fit into one', async ({ page, linking, tenant }) => {
    tenant.control.patchUser(ANA.userId, { user_metadata: { notes: 'a'.repeat(5500) } });
    tenant.control.patchUser(GOOGLE_ANA.userId, { user_metadata: { preferences: 'b'.repeat(5500) } });
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
    await linking.confirm.click();
    await expect(linking.error.remedy('Change your choices')).toBeVisible();
  }),
  screen('link-keep-other', 'The other account stays', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
    await linking.account('The other account').check();
    await expect(linking.confirmOther).toBeVisible();
  }),
  screen('link-expired', 'Not confirmed within ten minutes', async ({ page, linking }) => {
    await page.clock.install();
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    await page.clock.fastForward('10:00');
    await expect(linking.error.code('proof_expired')).toBeVisible();
  }),
  screen('link-conflict', 'The account already opens another one', async ({ page, linking }) => {
    await signInToProfile(page, ANA);
    const window = await openLinkWindow(page, 'Google');
    await new AccountPickerPage(window).account('Ida Berg', 'ida.berg@example.net').click();
    await confirmMainAccount(window, ANA);
    await expect(linking.confirmation).toContainText('is already a sign-in for another account of yours');
  }),
  screen('link-done', 'Linked, and how to take it back', async ({ page }) => {
    await signInToProfile(page, ANA);
    await link(page, ANA, 'Google', pick(LEO));
  }),
];
