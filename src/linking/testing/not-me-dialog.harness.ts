import { HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';
import { OnefoldDialogHarness } from './onefold-dialog.harness';

/** Drives the question before all sessions are ended because of an entry of the history. */
export class NotMeDialogHarness extends OnefoldDialogHarness {
  static readonly hostSelector = 'onefold-not-me-dialog';

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<NotMeDialogHarness> {
    return new HarnessPredicate(NotMeDialogHarness, filters);
  }
}
