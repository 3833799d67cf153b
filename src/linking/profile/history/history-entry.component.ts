import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';
import { Component, type ElementRef, computed, effect, input, output, viewChild } from '@angular/core';
import { IconComponent } from '../icon/icon.component';
import { ProviderMarkComponent } from '../identities/provider-mark.component';
import { isolated } from '../sentence/isolated';
import { SentenceComponent } from '../sentence/sentence.component';
import { deviceName } from './device-name';
import { eventAccount, eventSentence } from './event-sentence';
import type { HistoryChange } from './history-changes';
import { NeedsNetworkDirective } from '../network';

/** How long "Not you?" is offered, in milliseconds: 30 days. */
const RECENT = 30 * 86_400_000;
/** The events that a report itself creates. */
const REPORTS: readonly string[] = ['event.flagged', 'sessions.ended'];

/** One entry: what happened, when, from where, and "Not you?" while it is recent. */
@Component({
  selector: 'onefold-history-entry',
  imports: [IconComponent, ProviderMarkComponent, SentenceComponent, NeedsNetworkDirective],
  templateUrl: './history-entry.component.html',
  styleUrls: ['../theme/buttons.css', './history-entry.component.css'],
})
export class HistoryEntryComponent {
  protected readonly text = {
    reported: $localize`:@@onefold.history.reported:You reported that this wasn’t you`,
    linked: $localize`:@@onefold.identity.linked:Linked:`,
    notYou: $localize`:@@onefold.history.notYou:Not you?`,
    undo: $localize`:@@onefold.undo.undo:Undo`,
    queued: $localize`:@@onefold.undo.queued:Another change is in progress. We’ll try to undo this as soon as it’s done.`,
    cancel: $localize`:@@onefold.unlink.cancel:Cancel`,
  };

  private readonly locale = currentLanguage();
  private readonly list = new Intl.ListFormat(this.locale, { type: 'unit', style: 'short' });
  private readonly time = new Intl.DateTimeFormat(this.locale, { timeStyle: 'short' });
  private readonly moment = new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'medium' });

  readonly event = input.required<HistoryChange>();
  /** Offers no report. */
  readonly viewOnly = input(false);
  /** It is the latest change, which can still be undone. */
  readonly undoable = input(false);
  /** It is being undone right now. */
  readonly undoing = input(false);
  /** The undo waits for another change to end. */
  readonly queued = input(false);
  /** The user undoes the change. */
  readonly undone = output();
  /** The user withdraws the undo that is `queued`. */
  readonly withdrawn = output();
  /** The user reports the entry as unauthorized. */
  readonly report = output();

  protected readonly sentence = computed(() => eventSentence(this.event()));
  /** The sign-ins that came with a merged account. */
  protected readonly linked = computed(() => {
    const accounts = this.event().linked?.map((identity) => isolated(eventAccount({ identity }))) ?? [];
    return accounts.length === 0 ? null : this.list.format(accounts);
  });
  protected readonly at = computed(() => this.time.format(new Date(this.event().at)));
  protected readonly device = computed(() => deviceName(this.event().user_agent));
  protected readonly address = computed(() => {
    const { address } = this.event();
    return address === null ? null : networkAddress(address);
  });
  protected readonly reportable = computed(() => {
    const { at, flagged_at, type } = this.event();
    if (this.viewOnly()) return false;
    return flagged_at === null && !REPORTS.includes(type) && Date.now() - Date.parse(at) < RECENT;
  });
  /** Unique in the list; each begins with what the button shows. */
  protected readonly notYouLabel = computed(() => `${this.text.notYou} ${this.what()}`);
  protected readonly undoLabel = computed(() => `${this.text.undo}: ${this.what()}`);
  private readonly what = computed(() => {
    const sentence = this.sentence().replace(/[\u2068\u2069]/g, '');
    return `${sentence} (${this.moment.format(new Date(this.event().at))})`;
  });
  private readonly undoButton = viewChild<ElementRef<HTMLElement>>('undoButton');

  constructor() {
    effect(() => {
      // Move the focus before the focused button disappears.
      const button = this.undoable() ? undefined : this.undoButton()?.nativeElement;
      if (button?.matches(':focus')) button.closest('li')?.focus();
    });
  }
}

/** The network of a shortened IP address: `near 203.0.113.x` for `203.0.113.0/24`, `near 2001:db8:85a3:x` for its /48. */
export function networkAddress(address: string): string {
  const network = address.replace(/\.0\/24$/, '.x').replace(/::\/48$/, ':x');
  return $localize`:@@onefold.history.near:near ${isolated(network)}:address:`;
}
