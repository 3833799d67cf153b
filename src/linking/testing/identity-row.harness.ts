import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';
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

  /** Accessible name of the unlink button; `null` where the row has none. */
  async unlinkLabel(): Promise<string | null> {
    return (await (await this.button())?.getAttribute('aria-label')) ?? null;
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

  /** Accessible name of the button that names it; `null` where names are not kept. */
  async renameLabel(): Promise<string | null> {
    return (await (await this.renameButton())?.getAttribute('aria-label')) ?? null;
  }

  /** Opens the editor of its name. */
  async rename(): Promise<NicknameEditorHarness> {
    const button = await this.renameButton();
    await button?.focus();
    await button?.click();
    return this.locatorFor(NicknameEditorHarness)();
  }

  /** The editor of its name, while it is open. */
  async editor(): Promise<NicknameEditorHarness | null> {
    return this.openEditor();
  }

  /** Whether the button that names it has the focus. */
  async renameFocused(): Promise<boolean> {
    return (await (await this.renameButton())?.isFocused()) ?? false;
  }

  /** Whether it is being unlinked. */
  async busy(): Promise<boolean> {
    return (await (await this.button())?.getAttribute('aria-busy')) === 'true';
  }

  /** Whether the unlink button has the focus. */
  async focused(): Promise<boolean> {
    return (await (await this.button())?.isFocused()) ?? false;
  }

  /** Presses the unlink button. */
  async unlink(): Promise<void> {
    const button = await this.button();
    // As in a browser: the pressed button gets the focus.
    await button?.focus();
    await button?.click();
  }
}
