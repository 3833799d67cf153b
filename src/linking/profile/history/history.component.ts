import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  signal,
  viewChildren,
} from '@angular/core';
import { AuthService, type HistoryEvent, LinkingService, type Remedy } from '@onefold/angular';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';
import { currentLanguage } from '../language/current-language';
import { returnHere } from '../return-here';
import { eventKinds } from './event-kinds';
import { eventsByDay } from './events-by-day';
import { HistoryEntryComponent } from './history-entry.component';
import { HistoryExportComponent } from './history-export.component';
import { HistoryStore } from './history.store';
import { NotMeDialogComponent } from './not-me-dialog.component';

/** What happened to the account: by day, newest first, by kind, page by page, as a file, and "this was not me". */
@Component({
  selector: 'onefold-history',
  imports: [ErrorNoticeComponent, HistoryEntryComponent, HistoryExportComponent, NotMeDialogComponent],
  providers: [HistoryStore],
  templateUrl: './history.component.html',
  styleUrls: ['../theme/buttons.css', './history.component.css'],
})
export class HistoryComponent {
  protected readonly text = {
    filter: $localize`:@@onefold.history.filter:Show`,
    everything: $localize`:@@onefold.history.everything:Everything`,
    loading: $localize`:@@onefold.history.loading:Loading the activity…`,
    empty: $localize`:@@onefold.history.empty:Nothing yet`,
    emptyText: $localize`:@@onefold.history.emptyText:As soon as an account is linked or unlinked, you read it here.`,
    noMatch: $localize`:@@onefold.history.noMatch:Nothing of this kind has happened.`,
    showAll: $localize`:@@onefold.history.showAll:Show everything`,
    more: $localize`:@@onefold.history.more:Show more`,
    end: $localize`:@@onefold.history.end:That is everything.`,
  };
  protected readonly kinds = eventKinds();

  private readonly store = inject(HistoryStore);
  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly injector = inject(Injector);
  private readonly locale = currentLanguage();
  private readonly returnTo = returnHere();
  private readonly rows = viewChildren<ElementRef<HTMLElement>>('row');

  protected readonly events = this.store.events;
  protected readonly kind = this.store.kind;
  protected readonly hasMore = this.store.hasMore;
  protected readonly loading = this.store.loading;
  protected readonly failure = this.store.failure;
  protected readonly days = computed(() => eventsByDay(this.events() ?? [], this.locale, new Date()));
  /** What the last press of a button did. */
  protected readonly status = signal('');
  /** The entry the person says is not theirs. */
  protected readonly doubted = signal<HistoryEvent | null>(null);

  protected async filter(value: string): Promise<void> {
    const kind = this.kinds.find(({ type }) => type === value)?.type ?? null;
    this.status.set('');
    if (await this.store.filter(kind)) {
      this.status.set(
        this.events()?.length === 0
          ? this.text.noMatch
          : $localize`:@@onefold.history.filtered:The list shows what you chose.`,
      );
    }
  }

  protected async more(): Promise<void> {
    const before = this.events()?.length ?? 0;
    this.status.set('');
    if (!(await this.store.more())) return;
    this.status.set($localize`:@@onefold.history.added:Older entries were added.`);
    // The button may be gone: one reads on where the list went on.
    afterNextRender(() => this.rows()[before]?.nativeElement.focus(), { injector: this.injector });
  }

  protected applyRemedy(remedy: Remedy): void {
    if (remedy === 'sign-in') {
      this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
    } else {
      void this.store.retry();
    }
  }

  protected doubt(event: HistoryEvent): void {
    this.doubted.set(event);
  }

  /** The dialog is over; the entry may be another one than before. */
  protected settle(changed: boolean): void {
    this.doubted.set(null);
    if (changed) void this.linking.reload();
  }
}
