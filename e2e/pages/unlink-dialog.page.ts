import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';

/** Asks before unlinking. Its title names the account, too, if there are several of a connection, or it has a nickname. */
export class UnlinkDialog {
  readonly dialog: Locator;
  readonly keep: Locator;
  readonly confirm: Locator;
  /** Says that a sign-in will be asked for first. */
  readonly signInNeeded: Locator;
  /** The window of that sign-in looks closed to the page. */
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
