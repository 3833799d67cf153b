import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';
import { UnlinkDialog } from './unlink-dialog.page.ts';

/** The profile: who the person is, and every sign-in of the account. */
export class ProfilePage {
  readonly page: Page;
  readonly heading: Locator;
  readonly loading: Locator;
  /** Says what was just done. */
  readonly announcement: Locator;
  readonly linkedHeading: Locator;
  readonly linkAccount: Locator;
  /** Decorative: found by its element only. */
  readonly picture: Locator;
  /** The sign-in the account is built on. */
  readonly mainIdentity: Locator;
  /** The linked identities, without the main one. */
  readonly rows: Locator;
  readonly filter: Locator;
  readonly error: ErrorNotice;
  /** Where one types the name of a sign-in. */
  readonly nickname: Locator;
  /** At the foot of the page while the latest change can be undone. */
  readonly undoBar: Locator;
  readonly undo: Locator;
  readonly offline: Locator;
  /** Reports changes and a lost network; its code is fetched after the list. */
  readonly receipt: Locator;
  readonly #main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.#main = page.getByRole('main');
    this.heading = this.#main.getByRole('heading', { level: 1, name: 'Profile' });
    this.loading = this.#main.getByText('Loading your profile…');
    this.announcement = this.#main.getByRole('status').filter({ hasText: /linked(?: again)?\./ });
    this.linkedHeading = this.#main.getByRole('heading', { name: 'Linked accounts' });
    this.linkAccount = this.#main.getByRole('button', { name: 'Link account', exact: true });
    this.picture = this.#main.locator('onefold-profile-card img');
    this.mainIdentity = this.#main
      .locator('onefold-identity-row')
      .filter({ has: page.getByText('Main', { exact: true }) });
    this.rows = this.#main.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Unlink / }) });
    this.filter = this.#main.getByRole('searchbox', { name: 'Filter linked accounts' });
    this.error = new ErrorNotice(this.#main);
    this.nickname = this.#main.getByRole('textbox', { name: 'Name for this sign-in' });
    this.undoBar = this.#main.getByRole('region', { name: 'Undo' });
    this.undo = this.undoBar.getByRole('button', { name: 'Undo' });
    this.offline = this.#main.getByText('You’re offline.');
    this.receipt = this.#main.locator('onefold-receipt');
  }

  async open(): Promise<void> {
    await this.page.goto('/profile');
  }

  /** The name above the facts. */
  name(name: string): Locator {
    return this.#main.getByRole('heading', { level: 2, name, exact: true });
  }

  /** The value beside a term such as `Nickname`. */
  fact(term: string): Locator {
    return this.#main
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${term}$`) })
      .locator('xpath=following-sibling::dd[1]');
  }

  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }

  /** The button of one row; its accessible name contains the provider and the account. */
  unlinkButton(connection: string, account: string): Locator {
    return this.#main.getByRole('button', { name: `Unlink ${connection}, ${account}`, exact: true });
  }

  /** The button that names one row's identity; `Rename` where it has a name. */
  nameButton(verb: 'Name' | 'Rename', connection: string, account: string): Locator {
    return this.#main.getByRole('button', { name: `${verb} ${connection}, ${account}`, exact: true });
  }

  /** The question that the button of one row asks. */
  async askUnlink(connection: string, account: string): Promise<UnlinkDialog> {
    await this.unlinkButton(connection, account).click();
    return new UnlinkDialog(this.page, connection);
  }
}
