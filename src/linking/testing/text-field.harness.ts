import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate, TestKey } from '@angular/cdk/testing';

/** Drives an `onefold-text-field`. */
export class TextFieldHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-text-field';

  private readonly input = this.locatorFor('input');
  private readonly alert = this.locatorForOptional('[role="alert"]');

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<TextFieldHarness> {
    return new HarnessPredicate(TextFieldHarness, filters);
  }

  async value(): Promise<string> {
    return (await this.input()).getProperty<string>('value');
  }

  /** Whether the field has the focus. */
  async focused(): Promise<boolean> {
    return (await this.input()).isFocused();
  }

  /** Replaces what is in the field. */
  async type(text: string): Promise<void> {
    const input = await this.input();
    await input.clear();
    if (text !== '') await input.sendKeys(text);
  }

  /** Presses Escape. */
  async escape(): Promise<void> {
    await (await this.input()).sendKeys(TestKey.ESCAPE);
  }

  /** Why the value was refused, if the field describes it (`aria-describedby`). */
  async error(): Promise<string | null> {
    const alert = await this.alert();
    const described = (await (await this.input()).getAttribute('aria-describedby'))?.split(' ') ?? [];
    const id = await alert?.getAttribute('id');
    return alert && id && described.includes(id) ? alert.text() : null;
  }
}
