import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  viewChildren,
} from '@angular/core';
import {
  AuthService,
  type HistoryEvent,
  type Remedy,
  identityKey,
  ɵcurrentLanguage as currentLanguage,
  ɵplural as plural,
} from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';
import { injectReturnTo } from '../inject-return-to';
import { UndoJourney } from '../receipt/undo-journey';
import { EVENT_KINDS, type EventType } from './event-sentence';
import type { HistoryChange } from './history-changes';
import { HistoryEntryComponent } from './history-entry.component';
import { HistoryExportComponent } from './history-export.component';
import { HistoryStore } from './history.store';
import { NotMeDialogComponent } from './not-me-dialog.component';
import { NeedsNetworkDirective } from '../network';

/** What happened to the account: by day, newest first, by kind, page by page, as a file, and "this was not me". */
@Component({
  selector: 'onefold-history',
  imports: [
    ErrorNoticeComponent,
    HistoryEntryComponent,
    HistoryExportComponent,
    NotMeDialogComponent,
    NeedsNetworkDirective,
  ],
  templateUrl: './history.component.html',
  styleUrls: ['../theme/visually-hidden.css', '../theme/buttons.css', './history.component.css'],
})
export class HistoryComponent {
  protected readonly text = {
    filter: $localize`:@@onefold.history.filter:Show`,
    everything: $localize`:@@onefold.history.everything:All activity`,
    loading: $localize`:@@onefold.history.loading:Loading activity…`,
    empty: $localize`:@@onefold.history.empty:No activity yet`,
    emptyText: $localize`:@@onefold.history.emptyText:Linked and unlinked accounts show up here.`,
    noMatch: $localize`:@@onefold.history.noMatch:No matching activity`,
    showAll: $localize`:@@onefold.history.showAll:Show all activity`,
    more: $localize`:@@onefold.history.more:Show more`,
    end: $localize`:@@onefold.history.end:End of activity`,
  };
  protected readonly kinds = eventKinds();

  private readonly store = new HistoryStore();
  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly injector = inject(Injector);
  private readonly locale = currentLanguage();
  private readonly returnTo = injectReturnTo();
  protected readonly journey = inject(UndoJourney);
  private readonly rows = viewChildren<ElementRef<HTMLElement>>('row');

  protected readonly changes = this.store.changes;
  protected readonly kind = this.store.kind;
  /** In a session on behalf of the user, nothing can be reported. */
  protected readonly viewOnly = computed(() => this.linking.profile()?.actor !== undefined);
  protected readonly hasMore = this.store.hasMore;
  protected readonly loading = this.store.loading;
  protected readonly failure = this.store.failure;
  protected readonly days = computed(() => changesByDay(this.changes() ?? [], this.locale, new Date()));
  /** The result of the last button press. */
  protected readonly status = signal('');
  /** The entry that the user reports as unauthorized. */
  protected readonly reporting = signal<HistoryEvent | null>(null);

  /** Id of the entry that can be undone: the latest of its kind and account. */
  protected readonly undoable = computed(() => {
    const subject = this.viewOnly() ? null : this.journey.subject();
    if (!subject) return null;
    const types = subject.kind === 'link' ? ['identity.linked', 'account.absorbed'] : ['identity.unlinked'];
    const key = identityKey(subject.identity);
    return this.changes()?.find(
      ({ type, identity }) => types.includes(type) && identity && identityKey(identity) === key,
    )?.id;
  });

  constructor() {
    effect((onCleanup) => {
      const offer = this.journey.offer();
      if (!offer) return;
      // The list of the profile, which announces it, comes first.
      const left = Date.parse(offer.expires_at) + 2_000 - Date.now();
      const timer = setTimeout(() => this.journey.expire(), left);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected async undo(): Promise<void> {
    // The latest change is the first entry of the list.
    if (await this.journey.undo('activity')) this.focusRow(0);
  }

  protected applyUndoRemedy(remedy: Remedy): void {
    switch (remedy) {
      case 'sign-in':
        this.applyRemedy(remedy);
        return;
      case 'reload':
      case 'look-again':
        this.journey.expire();
        this.journey.dismiss();
        void this.linking.reload();
        return;
      default:
        void this.undo();
    }
  }

  protected async filter(value: string): Promise<void> {
    const kind = this.kinds.find(({ type }) => type === value)?.type ?? null;
    this.status.set('');
    if (await this.store.filter(kind)) {
      this.status.set(
        this.changes()?.length === 0 ? this.text.noMatch : shownMessage(kind, this.changes()?.length ?? 0),
      );
    }
  }

  protected async more(): Promise<void> {
    const before = this.changes()?.length ?? 0;
    this.status.set('');
    if (!(await this.store.more())) return;
    this.status.set($localize`:@@onefold.history.added:Older entries were added.`);
    // The button may have been removed: the user continues at the first new entry.
    this.focusRow(before);
  }

  private focusRow(position: number): void {
    afterNextRender(() => this.rows()[position]?.nativeElement.focus(), { injector: this.injector });
  }

  protected applyRemedy(remedy: Remedy): void {
    if (remedy === 'sign-in') {
      this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
    } else {
      void this.store.retry();
    }
  }

  protected report(event: HistoryEvent): void {
    this.reporting.set(event);
  }

  /** The dialog has closed; the entry may have been replaced. */
  protected settle(changed: boolean): void {
    this.reporting.set(null);
    if (changed) void this.linking.reload();
  }
}

/** Every kind of event with its name. */
export function eventKinds(): readonly { readonly type: EventType; readonly label: string }[] {
  return (Object.keys(EVENT_KINDS) as EventType[]).map((type) => ({ type, label: EVENT_KINDS[type]() }));
}

/** Says what the filter shows, and how many entries. */
function shownMessage(kind: EventType | null, count: number): string {
  const label = kind === null ? $localize`:@@onefold.history.everything:All activity` : EVENT_KINDS[kind]();
  return plural(
    count,
    $localize`:@@onefold.history.shown:one {# entry shown: ${label}:kind:} other {# entries shown: ${label}:kind:}`,
  );
}

/** The changes of one day, in the user's time zone. */
export interface ChangeDay {
  /** Such as `Today` or `Monday, 23 November 2026`. */
  readonly title: string;
  readonly changes: readonly HistoryChange[];
}

/**
 * Groups changes by day, in their order.
 *
 * @param locale BCP 47.
 */
export function changesByDay(changes: readonly HistoryChange[], locale: string, now: Date): readonly ChangeDay[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  const near = new Map([
    [now.toDateString(), $localize`:@@onefold.history.today:Today`],
    [yesterday.toDateString(), $localize`:@@onefold.history.yesterday:Yesterday`],
  ]);
  const days: { day: string; title: string; changes: HistoryChange[] }[] = [];
  for (const change of changes) {
    const at = new Date(change.at);
    const day = at.toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.changes.push(change);
    else days.push({ day, title: near.get(day) ?? format.format(at), changes: [change] });
  }
  return days;
}
