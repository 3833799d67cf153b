import { expect } from '@playwright/test';
import { openLinkWindow } from '../../journeys/failed-link.ts';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { AccountPickerPage } from '../../pages/account-picker.page.ts';
import { LoginPage } from '../../pages/login.page.ts';
import { ANA, MARYAM, MIRA, PASSWORD } from '../../support/people.ts';
import { screen, type ScreenState, type Stage } from '../screen-state.ts';

/** Signs in a user with enough linked accounts for the list filter. */
async function signInWithMany({ page, tenant }: Stage): Promise<void> {
  const person = { name: 'Olu Adeyemi', email: 'olu@example.com' };
  const linked = ['google-oauth2', 'github', 'windowslive', 'acme-corp'].flatMap((connection) =>
    ['olu@example.com', 'olu.work@example.net'].map((email) => ({
      connection,
      profile: { name: person.name, email, email_verified: true },
    })),
  );
  const profile = { ...person, email_verified: true };
  const user = tenant.control.addUser({
    connection: 'Username-Password-Authentication',
    password: PASSWORD,
    profile,
    linked,
  });
  await signInToProfile(page, { ...person, userId: user.user_id });
}

/** The profile without a dialog. */
export const PROFILE_STATES: readonly ScreenState[] = [
  screen('profile-loading', 'Loading', async ({ page, profile }) => {
    await signInToProfile(page, ANA);
    await page.route('**/v1/me', () => undefined);
    await page.reload();
    await expect(profile.loading).toBeAttached();
  }),
  screen('profile-empty', 'First visit: nothing is linked yet', ({ page }) => signInToProfile(page, ANA)),
  screen('profile-linked', 'Several linked accounts, one of them locked by policy', ({ page }) =>
    signInToProfile(page, MIRA),
  ),
  screen('profile-filtered', 'The list filtered', async (stage) => {
    await signInWithMany(stage);
    await stage.profile.filter.fill('google');
  }),
  screen('profile-no-match', 'The list filtered, nothing fits', async (stage) => {
    await signInWithMany(stage);
    await stage.profile.filter.fill('nothing like that');
  }),
  screen('dialog-forced-colors', 'A question in the colors of the system', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    await page.emulateMedia({ forcedColors: 'active' });
    const question = await profile.openUnlinkDialog('Google', 'mira@work.example');
    await expect(question.confirm).toBeVisible();
  }),
  screen('picker-forced-colors', 'The provider’s page in the colors of the system (local tenant)', async ({ page }) => {
    await signInToProfile(page, ANA);
    const window = await openLinkWindow(page, 'Google');
    await expect(new AccountPickerPage(window).heading).toBeVisible();
    await window.emulateMedia({ forcedColors: 'active' });
    return window;
  }),
  screen(
    'login-forced-colors',
    'The login page in the colors of the system (local tenant)',
    async ({ page, portal }) => {
      await portal.open();
      await portal.signIn.click();
      await expect(new LoginPage(page).email).toBeVisible();
      await page.emulateMedia({ forcedColors: 'active' });
    },
  ),
  screen('profile-print', 'On paper', async ({ page }) => {
    await signInToProfile(page, MIRA);
    await page.emulateMedia({ media: 'print' });
  }),
  screen('profile-contrast', 'With more contrast', async ({ page }) => {
    await signInToProfile(page, MIRA);
    await page.emulateMedia({ contrast: 'more' });
  }),
  screen('profile-forced-colors', 'With the colors of the system (Windows high contrast)', async ({ page }) => {
    await signInToProfile(page, MIRA);
    await page.emulateMedia({ forcedColors: 'active' });
  }),
  screen('profile-names', 'Names with markup, right-to-left text and emoji', ({ page }) =>
    signInToProfile(page, MARYAM),
  ),
  screen('profile-menu', 'The actions of a sign-in', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    await profile.actions('Google', 'mira@work.example').click();
    await expect(profile.action('Unlink')).toBeVisible();
  }),
  screen('profile-naming', 'Naming a sign-in', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    await profile.editName('Add a name', 'Google', 'mira@work.example');
    await profile.nickname.fill('Work');
  }),
  screen('profile-named', 'A named sign-in', async ({ page, profile }) => {
    await signInToProfile(page, MIRA);
    await profile.editName('Add a name', 'Google', 'mira@work.example');
    await profile.nickname.fill('Work');
    await page.keyboard.press('Enter');
    await expect(profile.actions('Google', 'Work, mira@work.example')).toBeVisible();
  }),
  screen('profile-offline', 'Without a network', async ({ page, context, profile }) => {
    await signInToProfile(page, MIRA);
    await expect(profile.receipt).toBeAttached();
    await context.setOffline(true);
    await expect(profile.offline).toBeVisible();
  }),
];
