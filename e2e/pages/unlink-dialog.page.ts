import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';

/** Asks before unlinking. Its title also names the account if it has a nickname or another one has the same connection. */
export class UnlinkDialog {
  readonly dialog: Locator;
  readonly keep: Locator;
  readonly confirm: Locator;
  /** Announces that the user must sign in first. */
  readonly signInNeeded: Locator;
  /** Shown when the window of that sign-in appears closed to the page. */
  readonly windowUnseen: Locator;
  readonly cancelSignIn: Locator;
  readonly error: ErrorNotice;

  constructor(page: Page, connection: string) {
    this.dialog = page.getByRole('dialog', {
      name: new RegExp(`^Unlink ${connection.replace(/[()]/g, '\\$&')}( \\(.+\\))?\\?$`),
    });
    this.keep = this.dialog.getByRole('button', { name: 'Keep it' });
    this.confirm = this.dialog.getByRole('button', { name: 'Unlink', exact: true });
    this.signInNeeded = this.dialog.getByText('First, sign in to your main account');
    const waiting = page.getByRole('dialog', { name: 'Confirm it’s you' });
    this.windowUnseen = waiting.getByText('We can’t see the sign-in window.');
    this.cancelSignIn = waiting.getByRole('button', { name: 'Cancel' });
    this.error = new ErrorNotice(this.dialog);
  }
}
