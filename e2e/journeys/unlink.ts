import { expect, type Page } from '@playwright/test';
import { ProfilePage } from '../pages/profile.page.ts';
import type { UnlinkDialog } from '../pages/unlink-dialog.page.ts';
import type { Person } from '../support/people.ts';
import { confirmMainAccount } from './link.ts';

/** Confirms, and signs in to the main account in a window if the question announces that. */
export async function confirmUnlink(
  page: Page,
  question: UnlinkDialog,
  person: Person,
  press: 'click' | 'dblclick' = 'click',
): Promise<void> {
  await expect(question.confirm).toBeEnabled();
  if (!(await question.signInNeeded.isVisible())) return question.confirm[press]();
  const window = page.waitForEvent('popup');
  await question.confirm[press]();
  await confirmMainAccount(await window, person);
}

/** Unlinks an identity, from its row, and waits until the row disappears. */
export async function unlink(page: Page, person: Person, connection: string, account: string): Promise<void> {
  const profile = new ProfilePage(page);
  await confirmUnlink(page, await profile.openUnlinkDialog(connection, account), person);
  await expect(profile.actions(connection, account)).toBeHidden();
}
