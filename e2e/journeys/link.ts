import { expect, type Page } from '@playwright/test';
import { AccountPickerPage } from '../pages/account-picker.page.ts';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { LoginPage } from '../pages/login.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { PASSWORD, type Person } from '../support/people.ts';

/** Signs in to the account to add, in the window. */
export type FirstLeg = (window: Page) => Promise<void>;

/** Picks an account of a fake provider. */
export function pick(account: Pick<Person, 'name' | 'email'>): FirstLeg {
  return (window) => new AccountPickerPage(window).choose(account);
}

/** Signs in to the main account again, in the window, whose page already contains the email. */
export async function confirmMainAccount(window: Page, person: Person): Promise<void> {
  const login = new LoginPage(window);
  await expect(login.email).toHaveValue(person.email);
  await login.password.fill(PASSWORD);
  const closed = window.waitForEvent('close');
  await login.submit.click();
  await closed;
}

/** Starts on the profile and completes both sign-ins; the page then asks for confirmation, and nothing is linked yet. */
export async function proveBothAccounts(page: Page, person: Person, label: string, firstLeg: FirstLeg): Promise<void> {
  const dialog = new LinkDialog(page);
  await new ProfilePage(page).linkAccount.click();
  const window = await dialog.choose(label);
  await firstLeg(window);
  await confirmMainAccount(window, person);
  await expect(dialog.confirmation).toBeVisible();
}

/** Links an account, from the profile, and waits until the page announces it. */
export async function link(page: Page, person: Person, label: string, firstLeg: FirstLeg): Promise<void> {
  await proveBothAccounts(page, person, label, firstLeg);
  await new LinkDialog(page).confirm.click();
  await expect(new ProfilePage(page).announcement).toContainText('is now linked.');
}
