import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';

/** The dialog that links an account, stage by stage; each stage has its own heading. */
export class LinkDialog {
  readonly page: Page;
  readonly chooser: Locator;
  /** One button per connection that may be linked. */
  readonly choices: Locator;
  /** Waiting for the first sign-in, to the account to add. */
  readonly provingSecondary: Locator;
  /** Waiting for the second sign-in, to the main account. */
  readonly provingPrimary: Locator;
  readonly confirmation: Locator;
  readonly confirm: Locator;
  readonly decline: Locator;
  readonly failure: Locator;
  readonly error: ErrorNotice;

  constructor(page: Page) {
    const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
    this.page = page;
    this.chooser = dialog('Link with:');
    this.choices = this.chooser.getByRole('listitem').getByRole('button');
    this.provingSecondary = dialog('Sign in to the account you want to add…');
    this.provingPrimary = dialog('Now confirm your main account…');
    this.confirmation = dialog('Link this account?');
    this.confirm = this.confirmation.getByRole('button', { name: 'Link accounts' });
    this.decline = this.confirmation.getByRole('button', { name: 'Cancel' });
    this.failure = dialog('The account was not linked');
    this.error = new ErrorNotice(this.failure);
  }

  choice(label: string): Locator {
    return this.chooser.getByRole('button', { name: label, exact: true });
  }

  /** Chooses a connection; the sign-in opens in a window. */
  async choose(label: string): Promise<Page> {
    const popup = this.page.waitForEvent('popup');
    await this.choice(label).click();
    return popup;
  }
}
