import { expect, type Locator, type Page } from '@playwright/test';

/** The portal's shell, which every page has, and its home page. */
export class PortalPage {
  readonly page: Page;
  readonly navigation: Locator;
  readonly profileLink: Locator;
  readonly signIn: Locator;
  readonly skipLink: Locator;
  /** Names the signed-in user. */
  readonly accountMenu: Locator;
  readonly homeHeading: Locator;
  readonly notFoundHeading: Locator;
  readonly openProfile: Locator;
  /** The hint for anonymous users beside the link to the profile. */
  readonly signInHint: Locator;
  /** The reason why signing in failed or the session was lost. */
  readonly failure: Locator;

  constructor(page: Page) {
    this.page = page;
    this.navigation = page.getByRole('navigation', { name: 'Main' });
    this.profileLink = this.navigation.getByRole('link', { name: 'Profile' });
    this.signIn = page.getByRole('banner').getByRole('link', { name: 'Sign in' });
    this.skipLink = page.getByRole('link', { name: 'Skip to content' });
    this.accountMenu = page.getByRole('button', { name: /^Account menu,/ });
    this.homeHeading = page.getByRole('heading', { name: 'One person, many sign-ins, one account.' });
    this.notFoundHeading = page.getByRole('heading', { name: 'Page not found' });
    this.openProfile = page.getByRole('link', { name: 'Open your profile' });
    this.signInHint = page.getByText('You’ll be asked to sign in.');
    this.failure = page.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.goto('/');
  }

  /** Signs out, and waits until the portal shows it after the redirect from the tenant. */
  async signOut(): Promise<void> {
    await this.accountMenu.click();
    const back = this.page.waitForEvent('load');
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await back;
    await expect(this.signIn).toBeVisible();
  }
}
