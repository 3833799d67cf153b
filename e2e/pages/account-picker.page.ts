import type { Locator, Page } from '@playwright/test';

/** A fake provider's list of accounts, and its form for another one. */
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

  /** An account by its name and address, as far as the provider knows them. */
  account(name: string, address: string): Locator {
    return this.page.getByRole('button', { name: `${name} ${address}` });
  }

  async choose({ name, email }: { readonly name: string; readonly email: string }): Promise<void> {
    await this.account(name, email).click();
  }

  /** Signs in to an account the provider makes up on the spot. */
  async useAnother(name: string, email: string, verified = true): Promise<void> {
    await this.another.click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('textbox', { name: 'Email' }).fill(email);
    await this.page.getByRole('radio', { name: verified ? 'Verified' : 'Not verified', exact: true }).check();
    await this.page.getByRole('button', { name: 'Continue' }).click();
  }
}
