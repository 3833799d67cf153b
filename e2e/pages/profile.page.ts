import type { Locator, Page } from '@playwright/test';
import { ErrorNotice } from './error-notice.page.ts';
import { UnlinkDialog } from './unlink-dialog.page.ts';

/** The profile: the user, and every sign-in of the account. */
export class ProfilePage {
  readonly page: Page;
  readonly heading: Locator;
  readonly loading: Locator;
  /** Announces the latest change. */
  readonly announcement: Locator;
  readonly linkedHeading: Locator;
  readonly linkAccount: Locator;
  /** Decorative, so it can only be found by its element. */
  readonly picture: Locator;
  /** The primary identity of the account. */
  readonly mainIdentity: Locator;
  /** The linked identities, without the primary one. */
  readonly rows: Locator;
  readonly filter: Locator;
  readonly error: ErrorNotice;
  /** The text field for the name of a sign-in. */
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

  /** The heading with the user's name. */
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

  /** The unlink button of a row; its accessible name contains the provider and the account. */
  unlinkButton(connection: string, account: string): Locator {
    return this.#main.getByRole('button', { name: `Unlink ${connection}, ${account}`, exact: true });
  }

  /** The button that names the identity of a row; `Rename` if it already has a name. */
  nameButton(verb: 'Name' | 'Rename', connection: string, account: string): Locator {
    return this.#main.getByRole('button', { name: `${verb} ${connection}, ${account}`, exact: true });
  }

  /** The dialog that the unlink button of a row opens. */
  async askUnlink(connection: string, account: string): Promise<UnlinkDialog> {
    await this.unlinkButton(connection, account).click();
    return new UnlinkDialog(this.page, connection);
  }
}
