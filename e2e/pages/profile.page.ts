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
    this.rows = this.#main
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /^(Unlink|Actions for) / }) });
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

  /** The menu button of a row that can be unlinked or, where that is the only action, its unlink button. */
  actions(connection: string, account: string): Locator {
    const named = (action: string) =>
      this.#main.getByRole('button', { name: `${action} ${connection}, ${account}`, exact: true });
    return named('Actions for').or(named('Unlink'));
  }

  /** An action in the open menu of a row. */
  action(name: 'Add a name' | 'Rename' | 'Unlink'): Locator {
    return this.#main.getByRole('menuitem', { name: new RegExp(`^${name}`) });
  }

  /** Opens the editor of a row's name; `Rename` if it already has one. */
  async editName(action: 'Add a name' | 'Rename', connection: string, account: string): Promise<void> {
    await this.actions(connection, account).click();
    await this.action(action).click();
  }

  /** The dialog that asks before unlinking. */
  async openUnlinkDialog(connection: string, account: string): Promise<UnlinkDialog> {
    const actions = this.actions(connection, account);
    const menu = (await actions.getAttribute('aria-haspopup')) === 'menu';
    await actions.click();
    if (menu) await this.action('Unlink').click();
    return new UnlinkDialog(this.page, connection);
  }
}
