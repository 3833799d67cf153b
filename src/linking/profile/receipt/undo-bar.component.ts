import { Component, ElementRef, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { AuthService, type Remedy, type Undo } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { of, switchMap } from 'rxjs';
import { ErrorNoticeComponent, secondsUntil } from '@onefold/angular/profile/errors';
import { injectReturnTo } from '../inject-return-to';
import { timeLeft } from '../language/time-left';
import { SentenceComponent } from '../sentence/sentence.component';
import { doneMessage } from './done-message';
import { Receipt } from './receipt';
import { UndoJourney } from './undo-journey';
import { NeedsNetworkDirective } from '../network';

/** In the list while the latest change can be undone: the time left and the undo button. */
@Component({
  selector: 'onefold-undo-bar',
  imports: [ErrorNoticeComponent, SentenceComponent, NeedsNetworkDirective],
  templateUrl: './undo-bar.component.html',
  styleUrls: ['../theme/visually-hidden.css', '../theme/buttons.css', './undo-bar.component.css'],
  host: {
    role: 'region',
    '[attr.aria-label]': 'text.name',
    '(focusin)': 'journey.focused.set(true)',
    '(focusout)': 'leaveFocus($event)',
  },
})
export class UndoBarComponent {
  protected readonly text = {
    name: $localize`:@@onefold.undo.name:Undo`,
    undo: $localize`:@@onefold.undo.undo:Undo`,
    close: $localize`:@@onefold.undo.close:Close`,
    cancel: $localize`:@@onefold.unlink.cancel:Cancel`,
    windowClosed: $localize`:@@onefold.window.unseen:We can’t see the sign-in window. If it’s still open, finish there. If you closed it, start again.`,
    queued: $localize`:@@onefold.undo.queued:Another change is in progress. We’ll try to undo this as soon as it’s done.`,
    over: $localize`:@@onefold.undo.over:This can’t be undone anymore.`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly returnTo = injectReturnTo();
  private readonly undoButton = viewChild<ElementRef<HTMLElement>>('undoButton');
  private readonly message = viewChild<ElementRef<HTMLElement>>('message');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly receipt = inject(Receipt);
  protected readonly journey = inject(UndoJourney);
  protected readonly error = computed(() => this.journey.error('list'));
  /** The undo waits for a sign-in whose window looks closed. */
  protected readonly windowClosed = computed(() => this.journey.pending() && this.linking.elevationWindowClosed());

  /** Why the undo has to wait; the user can cancel it. */
  protected readonly waiting = computed(() => {
    if (this.journey.queued()) return this.text.queued;
    return this.windowClosed() ? this.text.windowClosed : null;
  });
  /** It runs, and cannot be cancelled. */
  protected readonly running = computed(() => this.journey.pending() && this.waiting() === null);

  /** Describes the change. */
  protected readonly what = computed(() => {
    const subject = this.journey.subject();
    return subject ? sentenceOf(subject) : '';
  });
  /** Seconds left; 0 after expiry, `null` until the countdown starts. */
  protected readonly seconds = toSignal(
    toObservable(this.journey.subject).pipe(
      switchMap((undo) => (undo ? secondsUntil(new Date(undo.expires_at)) : of(null))),
    ),
    { initialValue: null },
  );
  protected readonly countdown = computed(() => {
    const time = timeLeft(this.seconds() ?? 0);
    return $localize`:@@onefold.undo.countdown:You can undo this for ${time}:time:.`;
  });
  /** The undo is repeated after the wait, unless a window has to be opened first. */
  protected readonly continues = computed(() => this.error() !== null && !this.linking.loginNeeded());
  /** Spoken; not the countdown, which changes each second. */
  protected readonly announcement = signal('');

  constructor() {
    effect(() => {
      if (this.seconds() !== 0 || this.journey.pending()) return;
      // Before the button that has the focus disappears. The bar stays until the focus leaves it.
      if (this.undoButton()?.nativeElement.matches(':focus')) this.message()?.nativeElement.focus();
      untracked(() => {
        this.announcement.set(this.text.over);
        this.receipt.announcement.set(`${this.what()} ${this.text.over}`);
        this.journey.expire();
      });
    });
    // The user continues here after the sign-in that undo requires, or after Undo in the message about the change.
    effect(() => {
      const button = this.undoButton()?.nativeElement;
      if (!button || !(this.receipt.toUndo() || this.receipt.interrupted() !== null)) return;
      this.receipt.interrupted.set(null);
      this.receipt.toUndo.set(false);
      button.focus();
    });
  }

  protected undo(): void {
    void this.journey.undo('list');
  }

  protected cancel(): void {
    if (this.journey.queued()) this.journey.cancelQueued();
    else this.linking.cancelElevation();
  }

  /** Closes a failure; what can still be undone is offered again. */
  protected close(): void {
    this.journey.dismiss();
    this.receipt.toList.set({ identity: null });
  }

  protected applyRemedy(remedy: Remedy): void {
    switch (remedy) {
      case 'sign-in':
        this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
        return;
      case 'retry':
      case 'use-redirect':
      case 'wait':
        this.undo();
        return;
      case 'reload':
      case 'look-again':
      case 'choose-another':
      case 'contact-support':
        this.journey.expire();
        this.close();
        void this.linking.reload();
    }
  }

  protected leaveFocus({ relatedTarget }: FocusEvent): void {
    // Still in the bar if the whole window has lost the focus.
    const next = relatedTarget ?? this.host.ownerDocument.activeElement;
    if (!(next instanceof Node) || !this.host.contains(next)) this.journey.focused.set(false);
  }
}

function sentenceOf({ kind, identity: { label, name, user_id } }: Undo): string {
  return doneMessage({ what: kind === 'link' ? 'linked' : 'unlinked', label, account: name ?? user_id });
}
