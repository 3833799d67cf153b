import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate, TestKey } from '@angular/cdk/testing';

/** Drives an `onefold-nickname-editor`. */
export class NicknameEditorHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-nickname-editor';

  private readonly input = this.locatorFor('input');
  private readonly form = this.locatorForOptional('form');
  private readonly cancelButton = this.locatorFor('button[type="button"]');
  private readonly alert = this.locatorForOptional('[role="alert"]');

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<NicknameEditorHarness> {
    return new HarnessPredicate(NicknameEditorHarness, filters);
  }

  /** Whether one can type: not while a name is on its way. */
  async open(): Promise<boolean> {
    return (await this.form()) !== null;
  }

  /** The value of the field. */
  async value(): Promise<string> {
    return (await this.input()).getProperty<string>('value');
  }

  /** Whether the field has the focus. */
  async focused(): Promise<boolean> {
    return (await this.input()).isFocused();
  }

  /** Replaces what is in the field. */
  async type(nickname: string): Promise<void> {
    const input = await this.input();
    await input.clear();
    if (nickname !== '') await input.sendKeys(nickname);
  }

  /** Saves, as Enter does. */
  async save(): Promise<void> {
    await (await this.form())?.dispatchEvent('submit');
  }

  /** Leaves by the button. */
  async cancel(): Promise<void> {
    await (await this.cancelButton()).click();
  }

  /** Leaves by Escape. */
  async escape(): Promise<void> {
    await (await this.input()).sendKeys(TestKey.ESCAPE);
  }

  /** Why the last name was rejected, if the field describes it (`aria-describedby`). */
  async error(): Promise<string | null> {
    const alert = await this.alert();
    const described = (await (await this.input()).getAttribute('aria-describedby'))?.split(' ') ?? [];
    const id = await alert?.getAttribute('id');
    return alert && id && described.includes(id) ? alert.text() : null;
  }
}
