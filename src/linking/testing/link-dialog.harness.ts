import { HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';
import { MergePreviewHarness } from './merge-preview.harness';
import { OnefoldDialogHarness } from './onefold-dialog.harness';
import { TextFieldHarness } from './text-field.harness';

/** Drives the dialog of linking: the choice, the progress, the confirmation, or the error. */
export class LinkDialogHarness extends OnefoldDialogHarness {
  static readonly hostSelector = 'onefold-link-dialog';

  private readonly searchField = this.locatorForOptional(TextFieldHarness);
  private readonly timer = this.locatorForOptional('onefold-time-left [role="timer"]');
  private readonly preview = this.locatorForOptional(MergePreviewHarness);
  private readonly choices = this.locatorForAll('onefold-connection-chooser li button');

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<LinkDialogHarness> {
    return new HarnessPredicate(LinkDialogHarness, filters);
  }

  /** The connections offered, in order; empty in later stages. */
  async connections(): Promise<string[]> {
    const labels = await this.locatorForAll('onefold-connection-chooser li bdi')();
    return Promise.all(labels.map((label) => label.text()));
  }

  /** Whether the connections can be searched. */
  async searchable(): Promise<boolean> {
    return (await this.searchField()) !== null;
  }

  /** Types into the search for connections. */
  async search(text: string): Promise<void> {
    const field = await this.searchField();
    if (!field) throw new Error('The dialog shows no search field.');
    await field.type(text);
  }

  /** The result of the search. */
  async searchResult(): Promise<string> {
    return (await this.locatorFor('onefold-connection-chooser .result')()).text();
  }

  /** The comparison of both accounts, while it is shown. */
  async comparison(): Promise<MergePreviewHarness | null> {
    return this.preview();
  }

  /** How long the proofs are still valid; `null` if it is not shown. */
  async timeLeft(): Promise<string | null> {
    return (await (await this.timer())?.text()) ?? null;
  }

  /** Its announcement: empty until the end is near. */
  async timeAnnouncement(): Promise<string> {
    return (await this.locatorFor('onefold-time-left [role="status"]')()).text();
  }

  /** Chooses a connection by its label. */
  async choose(label: string): Promise<void> {
    const index = (await this.connections()).indexOf(label);
    const button = (await this.choices())[index];
    if (!button) {
      throw new Error(`No connection "${label}" to choose.`);
    }
    await button.click();
  }
}
