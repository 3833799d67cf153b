import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';
import { TextFieldHarness } from './text-field.harness';

/** Drives an `onefold-nickname-editor`. */
export class NicknameEditorHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-nickname-editor';

  private readonly field = this.locatorFor(TextFieldHarness);
  private readonly form = this.locatorForOptional('form');
  private readonly cancelButton = this.locatorFor('button[type="button"]');

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<NicknameEditorHarness> {
    return new HarnessPredicate(NicknameEditorHarness, filters);
  }

  /** Whether the field accepts input: not while a name is being saved. */
  async open(): Promise<boolean> {
    return (await this.form()) !== null;
  }

  /** The value of the field. */
  async value(): Promise<string> {
    return (await this.field()).value();
  }

  /** Whether the field has the focus. */
  async focused(): Promise<boolean> {
    return (await this.field()).focused();
  }

  /** Replaces what is in the field. */
  async type(nickname: string): Promise<void> {
    await (await this.field()).type(nickname);
  }

  /** Saves, as Enter does. */
  async save(): Promise<void> {
    await (await this.form())?.dispatchEvent('submit');
  }

  /** Cancels with the button. */
  async cancel(): Promise<void> {
    await (await this.cancelButton()).click();
  }

  /** Cancels with Escape. */
  async escape(): Promise<void> {
    await (await this.field()).escape();
  }

  /** The message that a name which is being saved waits for another change; `null` if it does not. */
  async waiting(): Promise<string | null> {
    return (await (await this.locatorForOptional('.queued [role="status"]')())?.text()) ?? null;
  }

  /** Why the last name was rejected, if the field describes it (`aria-describedby`). */
  async error(): Promise<string | null> {
    return (await this.field()).error();
  }
}
