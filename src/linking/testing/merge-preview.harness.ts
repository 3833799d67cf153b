import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** A displayed field of the comparison. */
export interface MergeFieldShown {
  readonly label: string;
  /** The two cells: owner, value, and whether it is kept. */
  readonly cells: readonly string[];
}

/** Drives the comparison of two accounts in the dialog of linking. */
export class MergePreviewHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-merge-preview';

  private readonly accountCells = this.locatorForAll('onefold-account-choice .cell');
  private readonly keepButtons = this.locatorForAll('onefold-account-choice input');
  private readonly leadText = this.locatorFor('.lead');
  private readonly outcomeText = this.locatorFor('.outcome');

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<MergePreviewHarness> {
    return new HarnessPredicate(MergePreviewHarness, filters);
  }

  /** The text above the comparison. */
  async lead(): Promise<string> {
    return (await this.leadText()).text();
  }

  /** The text of each account's card, the signed-in account first. */
  async accounts(): Promise<string[]> {
    return Promise.all((await this.accountCells()).map((cell) => cell.text()));
  }

  /** The account to keep. */
  async kept(): Promise<'current' | 'other'> {
    return (await (await this.keepButtons())[1]?.getProperty<boolean>('checked')) === true ? 'other' : 'current';
  }

  /** Chooses the account to keep. */
  async keep(side: 'current' | 'other'): Promise<void> {
    await (await this.keepButtons())[side === 'current' ? 0 : 1]?.click();
  }

  /** Whether the choices are disabled. */
  async fixed(): Promise<boolean> {
    const buttons = await this.locatorForAll('input')();
    const disabled = await Promise.all(buttons.map((button) => button.matchesSelector(':disabled')));
    return disabled.every((each) => each);
  }

  /** The result of the merge. */
  async outcome(): Promise<string> {
    return (await this.outcomeText()).text();
  }

  /** All fields, in order. */
  async fields(): Promise<MergeFieldShown[]> {
    const fields: MergeFieldShown[] = [];
    const labels = await this.locatorForAll('onefold-merge-field legend')();
    const cells = await this.locatorForAll('onefold-merge-field .cell')();
    for (const [index, label] of labels.entries()) {
      const texts = cells.slice(2 * index, 2 * index + 2).map((cell) => cell.text());
      fields.push({ label: await label.text(), cells: await Promise.all(texts) });
    }
    return fields;
  }

  /** Chooses an account's value for a field that offers the choice. */
  async take(label: string, side: 'current' | 'other'): Promise<void> {
    const index = (await this.fields()).findIndex((field) => field.label === label);
    const field = `onefold-merge-field:nth-child(${String(index + 1)})`;
    const inputs = await this.locatorForAll(`${field} input`)();
    const input = inputs[side === 'current' ? 0 : 1];
    if (!input) throw new Error(`No choice is labeled "${label}".`);
    await input.click();
  }
}
