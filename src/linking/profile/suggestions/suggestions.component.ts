import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  AuthService,
  type OnefoldError,
  type Remedy,
  type Suggestion,
  isOnefoldError,
  onefoldError,
} from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';
import { injectReturnTo } from '../inject-return-to';
import { ProviderMarkComponent } from '../identities/provider-mark.component';
import { isolated } from '../sentence/isolated';
import { SentenceComponent } from '../sentence/sentence.component';
import { NeedsNetworkDirective } from '../network';

/** The user's own address in full where it is the masked one; any other stays masked. */
function shownAddress(masked: string, own: string | null | undefined): string {
  const [beginning = '', end = ''] = masked.split('…');
  return own?.startsWith(beginning) && own.endsWith(end) ? own : masked;
}

/** A masked address in one piece, as long as a line holds it: WORD JOINER where lines would break (Unicode UAX #14). */
function unbroken(address: string): string {
  return address.replace('…', '\u2060…\u2060');
}

/** Fragment of the profile's address that leads to the suggestions. */
const FRAGMENT = 'suggestions';

/** Other accounts of the same user: each can be linked or dismissed permanently. */
@Component({
  selector: 'onefold-suggestions',
  imports: [ErrorNoticeComponent, ProviderMarkComponent, RouterLink, SentenceComponent, NeedsNetworkDirective],
  templateUrl: './suggestions.component.html',
  styleUrls: ['../theme/buttons.css', './suggestions.component.css'],
  host: { '[attr.data-elsewhere]': "profilePath() === null ? null : ''" },
})
export class SuggestionsComponent {
  protected readonly text = {
    title: $localize`:@@onefold.suggestions.title:Other accounts you may have`,
    lead: $localize`:@@onefold.suggestions.lead:They use the same verified email. You’ll confirm they’re yours first.`,
    link: $localize`:@@onefold.suggestions.link:Link`,
    dismiss: $localize`:@@onefold.suggestions.dismiss:Don’t suggest again`,
    cancel: $localize`:@@onefold.unlink.cancel:Cancel`,
    queued: $localize`:@@onefold.suggestions.queued:Another change is in progress. We’ll stop suggesting this account as soon as it’s done.`,
  };

  /** The suggestions; on the profile page, those of the profile. */
  readonly suggestions = input<readonly Suggestion[]>();
  /** Path of the profile; `null` on the profile. Other pages show only the first suggestion; linking starts on the profile. */
  readonly profilePath = input<string | null>(null);

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly injector = inject(Injector);
  private readonly returnTo = injectReturnTo();
  /** Dismissed here; the server may not know yet. Shown while the dismissal is queued. */
  private readonly dismissed = signal<ReadonlySet<string>>(new Set());
  private readonly withdrawn = new Set<string>();
  private readonly dismissButtons = viewChildren<ElementRef<HTMLButtonElement>>('dismissButton');
  private readonly linkButtons = viewChildren<ElementRef<HTMLButtonElement>>('linkButton');
  private readonly status = viewChild.required<ElementRef<HTMLElement>>('status');

  /** Dismissals that wait for another change to end. */
  private readonly queued = computed(
    () => new Set([...this.dismissed()].filter((id) => this.linking.queued().has(id))),
  );
  protected readonly rows = computed(() =>
    (this.suggestions() ?? this.linking.profile()?.suggestions ?? [])
      .filter(({ id }) => !this.dismissed().has(id) || this.queued().has(id))
      .slice(0, this.profilePath() === null ? undefined : 1)
      .map((suggestion) => {
        const { connection, masked_email } = suggestion;
        const address = shownAddress(masked_email, this.linking.profile()?.email ?? this.auth.user()?.email);
        const label = connection.label;
        return {
          suggestion,
          queued: this.queued().has(suggestion.id),
          sentence: $localize`:@@onefold.suggestions.sentence:You also have an account with ${isolated(label)}:connection:: ${unbroken(isolated(address))}:address:.`,
          linkLabel: $localize`:@@onefold.suggestions.linkLabel:Link ${label}:connection:, ${address}:address:`,
          dismissLabel: $localize`:@@onefold.suggestions.dismissLabel:Don’t suggest again: ${label}:connection:, ${address}:address:`,
        };
      }),
  );
  /** Another account is being linked right now. */
  protected readonly busy = computed(() => this.linking.linkState().stage === 'linking');
  protected readonly fragment = FRAGMENT;
  protected readonly message = signal<string | null>(null);
  /** The suggestion that could not be dismissed, and the reason. */
  protected readonly failed = signal<{ readonly suggestion: Suggestion; readonly error: OnefoldError } | null>(null);

  constructor() {
    afterNextRender(() => {
      // Users who followed the link from another page continue here.
      if (this.returnTo().endsWith(`#${FRAGMENT}`)) this.linkButtons()[0]?.nativeElement.focus();
    });
  }

  /** Preloads the dialog's code; if that fails, the dialog itself reports it. */
  protected prefetchDialog(): void {
    import('../linking/link-dialog.component').catch(() => undefined);
  }

  /** In the click itself: it opens a window. */
  protected link({ connection }: Suggestion): void {
    this.message.set(null);
    void this.linking.link(connection);
  }

  protected async dismiss(suggestion: Suggestion): Promise<void> {
    const position = this.rows().findIndex((row) => row.suggestion.id === suggestion.id);
    const confirm = (): void => {
      this.message.set($localize`:@@onefold.suggestions.dismissed:We won’t suggest this account again.`);
      this.focusNear(position);
    };
    this.failed.set(null);
    this.message.set(null);
    this.hide(suggestion.id, true);
    try {
      const dismissal = this.linking.dismissSuggestion(suggestion.id);
      const queued = this.queued().has(suggestion.id);
      if (!queued) confirm();
      await dismissal;
      if (queued) confirm();
    } catch (error) {
      // The suggestion is shown again, with the reason and a retry.
      this.hide(suggestion.id, false);
      this.message.set(null);
      if (this.withdrawn.delete(suggestion.id)) return;
      this.failed.set({
        suggestion,
        error: isOnefoldError(error) ? error : onefoldError('unexpected', 'Dismissing failed.', error),
      });
    }
  }

  /** Withdraws a dismissal that is queued. */
  protected cancel({ id }: Suggestion): void {
    this.withdrawn.add(id);
    this.linking.cancelQueued(id);
  }

  protected applyRemedy(remedy: Remedy, suggestion: Suggestion): void {
    if (remedy === 'sign-in') {
      this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
    } else if (remedy === 'reload') {
      this.failed.set(null);
      void this.linking.reload();
    } else {
      void this.dismiss(suggestion);
    }
  }

  private hide(id: string, hidden: boolean): void {
    this.dismissed.update((all) => {
      const next = new Set(all);
      if (hidden) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  /** Focuses the next suggestion, or else the message that none are left. */
  private focusNear(position: number): void {
    afterNextRender(
      () => {
        const buttons = this.dismissButtons();
        (buttons[position] ?? buttons.at(-1) ?? this.status()).nativeElement.focus();
      },
      { injector: this.injector },
    );
  }
}
