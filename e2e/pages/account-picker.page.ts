import type { Locator, Page } from '@playwright/test';

/** A fake provider's list of accounts, and its form for a new one. */
export class AccountPickerPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly another: Locator;
  readonly cancel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: /^(Choose an|Use another) account: / });
    this.another = page.getByRole('link', { name: 'Use another account' });
    this.cancel = page.getByRole('button', { name: 'Cancel' });
  }

  /** The button of an account, by the name and address that the provider has. */
  account(name: string, address: string): Locator {
    return this.page.getByRole('button', { name: `${name} ${address}` });
  }

  async choose({ name, email }: { readonly name: string; readonly email: string }): Promise<void> {
    await this.account(name, email).click();
  }

  /** Signs in to an account that the provider creates from the form. */
  async useAnother(name: string, email: string, verified = true): Promise<void> {
    await this.another.click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('textbox', { name: 'Email' }).fill(email);
    await this.page.getByRole('radio', { name: verified ? 'Verified' : 'Not verified', exact: true }).check();
    await this.page.getByRole('button', { name: 'Continue' }).click();
  }
}
