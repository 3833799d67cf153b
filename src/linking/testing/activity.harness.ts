import { ComponentHarness, HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';
import { HistoryHarness } from './history.harness';
import { NotMeDialogHarness } from './not-me-dialog.harness';

/** Drives "Activity" of the profile. */
export class ActivityHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-activity';

  private readonly button = this.locatorFor('h2 button');
  private readonly openHistory = this.locatorForOptional(HistoryHarness);
  private readonly openDialog = this.locatorForOptional(NotMeDialogHarness);

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<ActivityHarness> {
    return new HarnessPredicate(ActivityHarness, filters);
  }

  /** Whether the section is expanded, according to `aria-expanded`. */
  async expanded(): Promise<boolean> {
    return (await (await this.button()).getAttribute('aria-expanded')) === 'true';
  }

  /** Opens or closes it. */
  async toggle(): Promise<void> {
    await (await this.button()).click();
  }

  /** Its content while it is open. */
  async history(): Promise<HistoryHarness | null> {
    return this.openHistory();
  }

  /** The question before all sessions are ended, while it is open. */
  async notMeDialog(): Promise<NotMeDialogHarness | null> {
    return this.openDialog();
  }
}
