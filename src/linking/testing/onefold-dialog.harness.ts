import { ContentContainerComponentHarness } from '@angular/cdk/testing';
import { ErrorNoticeHarness } from './error-notice.harness';

/** The common part of all dialogs of the profile. */
export abstract class OnefoldDialogHarness extends ContentContainerComponentHarness {
  private readonly dialog = this.locatorFor('dialog');
  private readonly optionalDialog = this.locatorForOptional('dialog');
  private readonly headingElement = this.locatorFor('h2');
  private readonly buttons = this.locatorForAll('button');
  private readonly notice = this.locatorForOptional(ErrorNoticeHarness);

  /** Whether the dialog is visible: it may wait hidden for the request it has sent. */
  async shown(): Promise<boolean> {
    return (await this.optionalDialog()) !== null;
  }

  /** The dialog's name. */
  async heading(): Promise<string> {
    return (await this.headingElement()).text();
  }

  /** Whether the heading has the focus, as it does initially. */
  async headingFocused(): Promise<boolean> {
    return (await this.headingElement()).isFocused();
  }

  /** The dialog's text. */
  async text(): Promise<string> {
    return (await this.dialog()).text();
  }

  /** The error it shows, if any. */
  async error(): Promise<ErrorNoticeHarness | null> {
    return this.notice();
  }

  /** Texts of its buttons; the close button's accessible name comes first, if any. */
  async actions(): Promise<string[]> {
    return Promise.all(
      (await this.buttons()).map(async (button) => (await button.getAttribute('aria-label')) ?? (await button.text())),
    );
  }

  /** Whether any button is busy. */
  async busy(): Promise<boolean> {
    const states = await Promise.all((await this.buttons()).map((button) => button.getAttribute('aria-busy')));
    return states.includes('true');
  }

  /** Presses a button the given number of times in one task. */
  async press(label: string, times = 1): Promise<void> {
    for (const button of await this.buttons()) {
      const name = (await button.getAttribute('aria-label')) ?? (await button.text());
      if (name === label) {
        await Promise.all(Array.from({ length: times }, () => button.click()));
        return;
      }
    }
    throw new Error(`No button "${label}" in the dialog; there are: ${(await this.actions()).join(', ')}.`);
  }

  /** Asks to leave, as Escape does. */
  async escape(): Promise<void> {
    await (await this.dialog()).dispatchEvent('cancel');
  }
}
