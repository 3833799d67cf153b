import { HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';
import { OnefoldDialogHarness } from './onefold-dialog.harness';

/** Drives the question before unlinking. */
export class UnlinkDialogHarness extends OnefoldDialogHarness {
  static readonly hostSelector = 'onefold-unlink-dialog';

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<UnlinkDialogHarness> {
    return new HarnessPredicate(UnlinkDialogHarness, filters);
  }
}
