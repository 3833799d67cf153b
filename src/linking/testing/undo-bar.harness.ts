import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';
import { ErrorNoticeHarness } from './error-notice.harness';

/** Drives an `onefold-undo-bar`. */
export class UndoBarHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-undo-bar';

  private readonly what = this.locatorForOptional('.what');
  private readonly timer = this.locatorForOptional('.countdown');
  private readonly status = this.locatorFor('[role="status"]');
  private readonly undoButton = this.locatorForOptional('.toast .button');
  private readonly closeButton = this.locatorFor('.close');
  private readonly notice = this.locatorForOptional(ErrorNoticeHarness);

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<UndoBarHarness> {
    return new HarnessPredicate(UndoBarHarness, filters);
  }

  /** The description of the change that can be undone. */
  async message(): Promise<string> {
    return (await (await this.what())?.text()) ?? '';
  }

  /** The time left; `null` after expiry. */
  async countdown(): Promise<string | null> {
    return (await (await this.timer())?.text()) ?? null;
  }

  /** The announcement: once, not each second. */
  async announcement(): Promise<string> {
    return (await this.status()).text();
  }

  /** Whether an undo is running. */
  async busy(): Promise<boolean> {
    return (await (await this.undoButton())?.getAttribute('aria-busy')) === 'true';
  }

  /** Whether the Undo button has the focus. */
  async undoFocused(): Promise<boolean> {
    return (await (await this.undoButton())?.isFocused()) ?? false;
  }

  /** What is shown while the window of a required sign-in looks closed; `null` otherwise. */
  async windowUnseen(): Promise<string | null> {
    return (await (await this.locatorForOptional('.toast [role="status"]')())?.text()) ?? null;
  }

  /** Cancels the required sign-in, while its window looks closed. */
  async cancelSignIn(): Promise<void> {
    await (await this.locatorFor('.toast .button')()).click();
  }

  /** Presses Undo. */
  async undo(): Promise<void> {
    const button = await this.undoButton();
    await button?.focus();
    await button?.click();
  }

  /** Puts it away. */
  async close(): Promise<void> {
    await (await this.closeButton()).click();
  }

  /** Why it did not work, if it did not. */
  async error(): Promise<ErrorNoticeHarness | null> {
    return this.notice();
  }
}
