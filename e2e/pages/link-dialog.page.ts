import { expect, type Locator, type Page } from '@playwright/test';
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
  /** Shown when the window appears closed to the page. */
  readonly windowUnseen: Locator;
  readonly retry: Locator;
  /** Continues in the current tab. */
  readonly useThisWindow: Locator;
  readonly confirmation: Locator;
  readonly confirm: Locator;
  /** Confirms the merge into the other account, which replaces the signed-in one. */
  readonly confirmOther: Locator;
  readonly compare: Locator;
  /** The result of the merge, in the comparison. */
  readonly outcome: Locator;
  readonly decline: Locator;
  readonly failure: Locator;
  readonly error: ErrorNotice;

  constructor(page: Page) {
    const dialog = (name: string | RegExp) => page.getByRole('dialog', { name, exact: true });
    this.page = page;
    this.chooser = dialog('Link with:');
    this.choices = this.chooser.getByRole('listitem').getByRole('button');
    this.provingSecondary = dialog(/^Sign in with /);
    this.provingPrimary = dialog('Confirm it’s you');
    this.windowUnseen = page.getByRole('dialog').getByText('We can’t see the sign-in window.');
    this.retry = page.getByRole('dialog').getByRole('button', { name: 'Try again' });
    this.useThisWindow = page.getByRole('dialog').getByRole('button', { name: 'Continue in this window' });
    this.confirmation = dialog(/^(Link this account\?|Merge these accounts\?)$/);
    this.confirm = this.confirmation.getByRole('button', { name: /^(Link|Merge) accounts$/ });
    this.confirmOther = this.confirmation.getByRole('button', { name: 'Merge and sign in again' });
    this.compare = this.confirmation.getByRole('button', { name: 'Compare both accounts' });
    this.outcome = this.confirmation.locator('.outcome');
    this.decline = this.confirmation.getByRole('button', { name: 'Cancel' });
    this.failure = dialog('Account not linked');
    this.error = new ErrorNotice(this.failure);
  }

  /** The radio button of the account to keep, in the comparison. */
  account(side: 'This account' | 'The other account'): Locator {
    return this.confirmation
      .getByRole('group', { name: 'Which account do you want to keep?' })
      .getByRole('radio', { name: side });
  }

  /** The radio button of one account's value for a field, in the comparison. */
  value(field: string, side: 'This account' | 'The other account'): Locator {
    return this.confirmation.getByRole('group', { name: field, exact: true }).getByRole('radio', { name: side });
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

  /** Closes the window of a sign-in, which the dialog notices at once, and tries again in another one. */
  async retryAfterClosing(window: Page): Promise<Page> {
    await window.close();
    await expect(this.windowUnseen).toBeVisible({ timeout: 2000 });
    const popup = this.page.waitForEvent('popup');
    await this.retry.click();
    return popup;
  }
}
