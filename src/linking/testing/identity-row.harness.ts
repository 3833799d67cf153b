import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate, type TestElement } from '@angular/cdk/testing';
import { NicknameEditorHarness } from './nickname-editor.harness';

/** Narrows a search for rows. */
export interface IdentityRowHarnessFilters extends BaseHarnessFilters {
  /** The row's text. */
  readonly text?: string | RegExp;
}

/** Drives an `onefold-identity-row`. */
export class IdentityRowHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-identity-row';

  private readonly words = this.locatorFor('.text');
  private readonly label = this.locatorFor('.label');
  private readonly lock = this.locatorForOptional('.lock:not(.unusable)');
  private readonly button = this.locatorForOptional('button.unlink');
  private readonly menuButton = this.locatorForOptional('button.more');
  private readonly renameButton = this.locatorForOptional('button.rename');
  private readonly badgeElements = this.locatorForAll('.badge');
  private readonly timeElements = this.locatorForAll('time');
  private readonly unusable = this.locatorForOptional('.unusable');
  private readonly openEditor = this.locatorForOptional(NicknameEditorHarness);

  static with(filters: IdentityRowHarnessFilters = {}): HarnessPredicate<IdentityRowHarness> {
    return new HarnessPredicate(IdentityRowHarness, filters).addOption('text', filters.text, (harness, text) =>
      HarnessPredicate.stringMatches(harness.text(), text),
    );
  }

  /** Connection, name and address. */
  async text(): Promise<string> {
    return (await this.words()).text();
  }

  /** The connection's label, with the mark of the main sign-in. */
  async connection(): Promise<string> {
    return (await this.label()).text();
  }

  /** Accessible name of the menu with the row's actions; `null` if the row has at most one. */
  async actionsLabel(): Promise<string | null> {
    return nameOf(await this.menuButton());
  }

  /** Accessible name of the unlink button or menu item; `null` where the row has none. */
  async unlinkLabel(): Promise<string | null> {
    return nameOf(await this.button());
  }

  /** Why it cannot be unlinked; `null` if it can. */
  async lockReason(): Promise<string | null> {
    return (await (await this.lock())?.text()) ?? null;
  }

  /** The row's badges: the main sign-in, the one the user is signed in with. */
  async badges(): Promise<string[]> {
    return Promise.all((await this.badgeElements()).map((badge) => badge.text()));
  }

  /** When it was linked and last used, as shown. */
  async times(): Promise<{ readonly words: string; readonly iso: string | null }[]> {
    return Promise.all(
      (await this.timeElements()).map(async (time) => ({
        words: await time.text(),
        iso: await time.getAttribute('datetime'),
      })),
    );
  }

  /** The announcement that its name was saved; empty without one. */
  async announcement(): Promise<string> {
    return (await this.locatorFor('[role="status"]')()).text();
  }

  /** Whether the row shows that the identity cannot be used to sign in. */
  async saysUnusable(): Promise<boolean> {
    return (await this.unusable()) !== null;
  }

  /** Accessible name of the button or menu item that names it; `null` where names are not kept. */
  async renameLabel(): Promise<string | null> {
    return nameOf(await this.renameButton());
  }

  /** Opens the editor of its name. */
  async rename(): Promise<NicknameEditorHarness> {
    await this.press(await this.renameButton());
    return this.locatorFor(NicknameEditorHarness)();
  }

  /** The editor of its name, while it is open. */
  async editor(): Promise<NicknameEditorHarness | null> {
    return this.openEditor();
  }

  /** Whether the button that names it, or the menu with that action, has the focus. */
  async renameFocused(): Promise<boolean> {
    return (await ((await this.menuButton()) ?? (await this.renameButton()))?.isFocused()) ?? false;
  }

  /** Whether it is being unlinked. */
  async busy(): Promise<boolean> {
    const button = (await this.menuButton()) ?? (await this.button());
    return (await button?.getAttribute('aria-busy')) === 'true';
  }

  /** Whether the unlink button, or the menu with that action, has the focus. */
  async focused(): Promise<boolean> {
    return (await ((await this.menuButton()) ?? (await this.button()))?.isFocused()) ?? false;
  }

  /** Presses the unlink button, or chooses that action in the menu. */
  async unlink(): Promise<void> {
    await this.press(await this.button());
  }

  /** As in a browser: opens the menu first, and what is pressed gets the focus. */
  private async press(action: TestElement | null): Promise<void> {
    const menu = await this.menuButton();
    for (const button of [menu, action]) {
      await button?.focus();
      await button?.click();
    }
  }
}

async function nameOf(button: TestElement | null): Promise<string | null> {
  return button && ((await button.getAttribute('aria-label')) ?? (await button.text()));
}
