import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Narrows a search for rows. */
export interface IdentityRowHarnessFilters extends BaseHarnessFilters {
  /** Everything the row says. */
  readonly text?: string | RegExp;
}

/** Drives an `onefold-identity-row`. */
export class IdentityRowHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-identity-row';

  private readonly words = this.locatorFor('.text');
  private readonly label = this.locatorFor('.label');
  private readonly lock = this.locatorForOptional('.lock');
  private readonly button = this.locatorForOptional('button');

  static with(filters: IdentityRowHarnessFilters = {}): HarnessPredicate<IdentityRowHarness> {
    return new HarnessPredicate(IdentityRowHarness, filters).addOption('text', filters.text, (harness, text) =>
      HarnessPredicate.stringMatches(harness.text(), text),
    );
  }

  /** Connection, name and address. */
  async text(): Promise<string> {
    return (await this.words()).text();
  }

  /** What the connection is called, with the mark of the main sign-in. */
  async connection(): Promise<string> {
    return (await this.label()).text();
  }

  /** Accessible name of the unlink button; `null` where the row has none. */
  async unlinkLabel(): Promise<string | null> {
    return (await (await this.button())?.getAttribute('aria-label')) ?? null;
  }

  /** Why it cannot be unlinked; `null` where it can. */
  async lockReason(): Promise<string | null> {
    return (await (await this.lock())?.text()) ?? null;
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
    // As a person does: the focus is on what was pressed.
    await button?.focus();
    await button?.click();
  }
}
