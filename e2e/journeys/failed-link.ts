import { expect, type Page } from '@playwright/test';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { PortalPage } from '../pages/portal.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import type { Person } from '../support/people.ts';
import { confirmMainAccount, type FirstLeg } from './link.ts';

/** The content of the dialog after a failed attempt. */
export interface ShownFailure {
  /** The title of the notice. */
  readonly title: string;
  /** The stable code for support. */
  readonly code: string;
  /** The button; absent if the user can do nothing. */
  readonly remedy?: string;
}

/** Starts on the profile and opens the window of the first sign-in. */
export async function openLinkWindow(page: Page, label: string): Promise<Page> {
  await new ProfilePage(page).linkAccount.click();
  return new LinkDialog(page).choose(label);
}

/** Expects that the dialog shows the failure with its code and one remedy. */
export async function expectLinkFailure(page: Page, { title, code, remedy }: ShownFailure): Promise<void> {
  const { failure, error } = new LinkDialog(page);
  await expect(failure).toBeVisible();
  await expect(error.alert).toContainText(title);
  await expect(error.code(code)).toBeVisible();
  if (remedy !== undefined) await expect(error.remedy(remedy)).toBeEnabled();
}

/** Expects that the page still shows the user, with this number of linked identities. */
export async function expectStillSignedIn(page: Page, person: Person, rows = 0): Promise<void> {
  const profile = new ProfilePage(page);
  await expect(profile.name(person.name)).toBeVisible();
  await expect(profile.fact('Email')).toHaveText(person.email);
  await expect(profile.rows).toHaveCount(rows);
  await expect(new PortalPage(page).accountMenu).toContainText(person.name);
}

/** Continues from a window at the first sign-in: both sign-ins, confirmation, linked row. */
export async function finishLinking(page: Page, window: Page, person: Person, firstLeg: FirstLeg): Promise<void> {
  await firstLeg(window);
  await confirmMainAccount(window, person);
  await new LinkDialog(page).confirm.click();
  await expect(new ProfilePage(page).announcement).toContainText('is now linked.');
}

/** Presses a button of the notice that opens a new window. */
export async function pressForWindow(page: Page, label: string): Promise<Page> {
  const window = page.waitForEvent('popup');
  await new LinkDialog(page).error.remedy(label).click();
  return window;
}
