import { expect, type BrowserContext, type Page } from '@playwright/test';
import { AccountPickerPage } from '../pages/account-picker.page.ts';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { LoginPage } from '../pages/login.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { PASSWORD, type Person } from '../support/people.ts';

/** Makes every page of the browser refuse to open windows, as a pop-up blocker does. */
export async function blockWindows(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.open = () => null;
  });
}

/** Starts on the profile and opens the provider's page in the same tab. */
export async function openProvider(page: Page, label: string): Promise<AccountPickerPage> {
  await new ProfilePage(page).linkAccount.click();
  await new LinkDialog(page).choice(label).click();
  const picker = new AccountPickerPage(page);
  await expect(picker.heading).toBeVisible();
  return picker;
}

/** Completes the first sign-in, and waits for the page of the second. */
export async function proveOtherAccount(
  page: Page,
  label: string,
  account: Pick<Person, 'name' | 'email'>,
): Promise<LoginPage> {
  await (await openProvider(page, label)).choose(account);
  const login = new LoginPage(page);
  await expect(login.password).toBeVisible();
  return login;
}

/** Completes the second sign-in, whose page already contains the email. */
export async function confirmHere(page: Page, person: Person): Promise<void> {
  const login = new LoginPage(page);
  await expect(login.email).toHaveValue(person.email);
  await login.password.fill(PASSWORD);
  await login.submit.click();
}

/** Continues from the provider's page to the linked row. */
export async function finishByRedirect(
  page: Page,
  person: Person,
  account: Pick<Person, 'name' | 'email'>,
): Promise<void> {
  await new AccountPickerPage(page).choose(account);
  await confirmHere(page, person);
  await new LinkDialog(page).confirm.click();
  await expect(new ProfilePage(page).announcement).toContainText('is now linked.');
}
