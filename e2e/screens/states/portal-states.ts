import { expect } from '@playwright/test';
import { signInToProfile } from '../../journeys/sign-in.ts';
import { LoginPage } from '../../pages/login.page.ts';
import { ANA, BEN } from '../../support/people.ts';
import { announceNewVersion } from '../../support/new-version.ts';
import { withoutEmbeddedSettings } from '../../support/portal-settings.ts';
import { screen, type ScreenState } from '../screen-state.ts';

/** The shell and the pages around the profile. */
export const PORTAL_STATES: readonly ScreenState[] = [
  screen('home', 'Home, signed out', async ({ portal }) => {
    await portal.open();
    await expect(portal.homeHeading).toBeVisible();
  }),
  screen('home-signed-in', 'Home, signed in, menu open', async ({ page, portal }) => {
    await signInToProfile(page, ANA);
    await portal.open();
    await portal.accountMenu.click();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  }),
  screen('home-languages', 'The language menu', async ({ page, portal }) => {
    await portal.open();
    await page.locator('#language-opener').click();
    await expect(page.locator('#language-menu').getByRole('button', { name: 'Deutsch' })).toBeVisible();
  }),
  screen('update', 'A new version is ready', async ({ page }) => {
    await announceNewVersion(page);
    await signInToProfile(page, ANA);
    await expect(page.getByRole('region', { name: 'Update' })).toBeVisible();
  }),
  screen('home-offline', 'The portal cannot be reached', async ({ page }) => {
    await withoutEmbeddedSettings(page.context());
    await page.route('**/config.json', (route) => route.abort());
    await page.goto('/profile');
    await expect(page.locator('app-offline')).toBeVisible();
  }),
  screen('home-refused', 'Home, after a login that Auth0 refused', async ({ page, portal }) => {
    await portal.open();
    await portal.signIn.click();
    await new LoginPage(page).logIn(BEN.email);
    await expect(portal.failure).toBeVisible();
  }),
  screen('tenant-login', 'Login page of the local tenant', async ({ page, portal }) => {
    await portal.open();
    await portal.signIn.click();
    await expect(new LoginPage(page).email).toBeVisible();
  }),
  screen('configuration-missing', 'The portal has no settings', async ({ page }) => {
    await withoutEmbeddedSettings(page.context());
    await page.route('**/config.json', (route) => route.fulfill({ status: 404, json: {} }));
    await page.goto('/profile');
    await expect(page.getByRole('heading', { name: 'The portal can’t find its settings' })).toBeVisible();
  }),
  screen('configuration-wrong', 'The portal’s settings aren’t valid', async ({ page }) => {
    await withoutEmbeddedSettings(page.context());
    await page.route('**/config.json', (route) => route.fulfill({ json: {} }));
    await page.goto('/profile');
    await expect(page.getByRole('heading', { name: 'The portal’s settings aren’t valid' })).toBeVisible();
  }),
];
