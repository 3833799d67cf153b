import { ComponentHarness, HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';

/** Filters for an entry of the history. */
export interface HistoryEntryHarnessFilters extends BaseHarnessFilters {
  /** The entry's sentence. */
  readonly text?: string | RegExp;
}

/** Drives one entry of the history. */
export class HistoryEntryHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-history-entry';

  private readonly whatLine = this.locatorFor('.what');
  private readonly details = this.locatorForAll('.detail > *');
  private readonly flag = this.locatorForOptional('.flag');
  private readonly button = this.locatorForOptional('button.not-you');
  private readonly undoButton = this.locatorForOptional('button.undo');

  static with(filters: HistoryEntryHarnessFilters = {}): HarnessPredicate<HistoryEntryHarness> {
    return new HarnessPredicate(HistoryEntryHarness, filters).addOption('text', filters.text, (entry, text) =>
      HarnessPredicate.stringMatches(entry.what(), text),
    );
  }

  /** The event as text. */
  async what(): Promise<string> {
    return (await this.whatLine()).text();
  }

  /** Time, device and, if known, IP address. */
  async detail(): Promise<string[]> {
    return Promise.all((await this.details()).map((detail) => detail.text()));
  }

  /** Whether it is marked as reported. */
  async reported(): Promise<boolean> {
    return (await this.flag()) !== null;
  }

  /** Accessible name of "Not you?"; `null` if it is not offered. */
  async notYouLabel(): Promise<string | null> {
    return (await (await this.button())?.getAttribute('aria-label')) ?? null;
  }

  /** Presses "Not you?". */
  async notYou(): Promise<void> {
    const button = await this.button();
    // As in a browser: the pressed button gets the focus.
    await button?.focus();
    await button?.click();
  }

  /** Whether "Not you?" has the focus. */
  async notYouFocused(): Promise<boolean> {
    return (await (await this.button())?.isFocused()) ?? false;
  }

  /** Accessible name of "Undo"; `null` if it is not offered. */
  async undoLabel(): Promise<string | null> {
    return (await (await this.undoButton())?.getAttribute('aria-label')) ?? null;
  }

  /** The message that the undo waits for another change; `null` if it does not. */
  async waiting(): Promise<string | null> {
    return (await (await this.locatorForOptional('[role="status"]')())?.text()) ?? null;
  }

  /** Presses "Undo", or "Cancel" while the undo waits. */
  async undo(): Promise<void> {
    const button = await this.undoButton();
    await button?.focus();
    await button?.click();
  }
}
