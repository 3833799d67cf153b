import { ComponentHarness, HarnessPredicate, type BaseHarnessFilters } from '@angular/cdk/testing';
import { ErrorNoticeHarness } from './error-notice.harness';
import { HistoryEntryHarness, type HistoryEntryHarnessFilters } from './history-entry.harness';

/** Drives the open history of the profile. */
export class HistoryHarness extends ComponentHarness {
  static readonly hostSelector = 'onefold-history';

  private readonly dayTitles = this.locatorForAll('h3');
  private readonly items = this.locatorForAll('li');
  private readonly select = this.locatorForOptional('select');
  private readonly options = this.locatorForAll('option');
  private readonly skeleton = this.locatorForOptional('.skeleton');
  private readonly emptyBox = this.locatorForOptional('.empty');
  private readonly moreButton = this.locatorForOptional('.more');
  private readonly statusLine = this.locatorFor('.said');
  private readonly exportStatus = this.locatorFor('onefold-history-export [role="status"]');
  private readonly exportNotice = this.locatorForOptional(
    ErrorNoticeHarness.with({ ancestor: 'onefold-history-export' }),
  );
  private readonly notices = this.locatorForAll(ErrorNoticeHarness);

  static with(filters: BaseHarnessFilters = {}): HarnessPredicate<HistoryHarness> {
    return new HarnessPredicate(HistoryHarness, filters);
  }

  /** Whether grey shapes stand for the entries. */
  async loading(): Promise<boolean> {
    return (await this.skeleton()) !== null;
  }

  /** Titles of the days, newest first. */
  async days(): Promise<string[]> {
    return Promise.all((await this.dayTitles()).map((title) => title.text()));
  }

  /** The entries, newest first. */
  async entries(filters: HistoryEntryHarnessFilters = {}): Promise<HistoryEntryHarness[]> {
    return this.locatorForAll(HistoryEntryHarness.with(filters))();
  }

  /** Position of the entry with the focus; -1 where none has it. */
  async focusedEntry(): Promise<number> {
    const focused = await Promise.all((await this.items()).map((item) => item.isFocused()));
    return focused.indexOf(true);
  }

  /** The filter's options, "All activity" first; empty if no filter is shown. */
  async kinds(): Promise<string[]> {
    return Promise.all((await this.options()).map((option) => option.text()));
  }

  /** Chooses a kind by its name. */
  async filter(kind: string): Promise<void> {
    const index = (await this.kinds()).indexOf(kind);
    if (index < 0) throw new Error(`No kind "${kind}" to filter by.`);
    await (await this.select())?.selectOptions(index);
  }

  /** The text shown if the history is empty; `null` if it has entries. */
  async emptyText(): Promise<string | null> {
    return (await (await this.emptyBox())?.text()) ?? null;
  }

  /** Presses "Show all activity", where no entry is of the kind. */
  async showEverything(): Promise<void> {
    await (await this.locatorFor('.empty button')()).click();
  }

  /** Whether there is more to show. */
  async hasMore(): Promise<boolean> {
    return (await this.moreButton()) !== null;
  }

  /** Presses "Show more". */
  async showMore(): Promise<void> {
    await (await this.moreButton())?.click();
  }

  /** The result of the last button press. */
  async status(): Promise<string> {
    return (await this.statusLine()).text();
  }

  /** Why entries are missing, if any are. */
  async error(): Promise<ErrorNoticeHarness | null> {
    return (await this.exportNotice()) ? null : ((await this.notices())[0] ?? null);
  }

  /** Presses one of the download buttons. */
  async download(format: 'CSV' | 'JSON'): Promise<void> {
    await (await this.locatorFor(`onefold-history-export button[aria-label*="${format}"]`)()).click();
  }

  /** The last downloaded file. */
  async downloaded(): Promise<string> {
    return (await this.exportStatus()).text();
  }

  /** Why the download failed, if it did. */
  async downloadError(): Promise<ErrorNoticeHarness | null> {
    return this.exportNotice();
  }
}
