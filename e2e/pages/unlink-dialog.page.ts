import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';

/** Asks before unlinking. */
export class UnlinkDialog {
  readonly dialog: Locator;
  readonly keep: Locator;
  readonly confirm: Locator;
  /** Says that a sign-in will be asked for first. */
  readonly signInNeeded: Locator;
  readonly error: ErrorNotice;

  constructor(page: Page, connection: string) {
    this.dialog = page.getByRole('dialog', { name: `Unlink ${connection}?` });
    this.keep = this.dialog.getByRole('button', { name: 'Keep it' });
    this.confirm = this.dialog.getByRole('button', { name: 'Unlink', exact: true });
    this.signInNeeded = this.dialog.getByText('you sign in to your main account first');
    this.error = new ErrorNotice(this.dialog);
  }
}
