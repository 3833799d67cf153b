import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';
import { ErrorNoticeHarness } from './error-notice.harness';

/** Drives an `onefold-undo-bar`. */
export class UndoBarHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-undo-bar';

  private readonly what = this.locatorForOptional('.what');
  private readonly timer = this.locatorForOptional('.countdown');
  private readonly status = this.locatorFor('[role="status"]');
  private readonly undoButton = this.locatorForOptional('.offer .button');
  private readonly notice = this.locatorForOptional(ErrorNoticeHarness);

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<UndoBarHarness> {
    return new HarnessPredicate(UndoBarHarness, filters);
  }

  /** The description of the change that can be undone, or could not. */
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

  /** Why a running undo has to wait: for another change, or for the window of a required sign-in; `null` if it does not. */
  async waiting(): Promise<string | null> {
    return (await (await this.locatorForOptional('.offer [role="status"]')())?.text()) ?? null;
  }

  /** Text of the button: Undo, or Cancel while the undo waits. `null` without it. */
  async button(): Promise<string | null> {
    return (await (await this.undoButton())?.text()) ?? null;
  }

  /** Whether the message has the focus, which it gets when the Undo button disappears. */
  async messageFocused(): Promise<boolean> {
    return (await this.locatorFor('.offer p')()).isFocused();
  }

  /** Cancels an undo that waits. */
  async cancel(): Promise<void> {
    await (await this.undoButton())?.click();
  }

  /** Presses Undo. */
  async undo(): Promise<void> {
    const button = await this.undoButton();
    await button?.focus();
    await button?.click();
  }

  /** Why undoing failed, if it did. */
  async error(): Promise<ErrorNoticeHarness | null> {
    return this.notice();
  }
}
