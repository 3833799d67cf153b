import {
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { AuthService, LinkingService, type Remedy, type Undo } from '@onefold/angular';
import { of, switchMap } from 'rxjs';
import { ErrorNoticeComponent, secondsUntil } from '@onefold/angular/profile/errors';
import { IconComponent } from '../icon/icon.component';
import { returnHere } from '../return-here';
import { timeLeft } from '../language/time-left';
import { SentenceComponent } from '../sentence/sentence.component';
import { doneMessage } from './done-message';
import { Receipt } from './receipt';
import { UndoJourney } from './undo-journey';

/** Floats at the foot of the page while the latest change can be undone: the time left and the undo button. */
@Component({
  selector: 'onefold-undo-bar',
  imports: [IconComponent, ErrorNoticeComponent, SentenceComponent],
  templateUrl: './undo-bar.component.html',
  styleUrls: ['../theme/buttons.css', './toast.css', './undo-bar.component.css'],
  host: { role: 'region', '[attr.aria-label]': 'text.name' },
})
export class UndoBarComponent {
  protected readonly text = {
    name: $localize`:@@onefold.undo.name:Undo`,
    undo: $localize`:@@onefold.undo.undo:Undo`,
    close: $localize`:@@onefold.undo.close:Close`,
    cancel: $localize`:@@onefold.unlink.cancel:Cancel`,
    unseen: $localize`:@@onefold.window.unseen:We can’t see the sign-in window. If it’s still open, finish there. If you closed it, start again.`,
    over: $localize`:@@onefold.undo.over:This can’t be undone anymore.`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly returnTo = returnHere();
  private readonly undoButton = viewChild<ElementRef<HTMLElement>>('undoButton');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly receipt = inject(Receipt);
  protected readonly journey = inject(UndoJourney);
  /** The undo waits for a sign-in whose window looks closed. */
  protected readonly unseen = computed(() => this.journey.pending() && this.linking.elevationWindowClosed());
  /** Emits when the user presses Undo. */
  readonly undo = output();

  /** Describes the change; kept while the undo is running, when the offer has already been cleared. */
  protected readonly what = linkedSignal<Undo | null, string>({
    source: this.journey.offer,
    computation: (offer, before) => (offer ? sentenceOf(offer) : (before?.value ?? '')),
  });
  /** Seconds left; 0 after expiry, `null` until the countdown starts. */
  protected readonly seconds = toSignal(
    toObservable(this.journey.offer).pipe(
      switchMap((offer) => (offer ? secondsUntil(new Date(offer.expires_at)) : of(null))),
    ),
    { initialValue: null },
  );
  protected readonly countdown = computed(() => {
    const time = timeLeft(this.seconds() ?? 0);
    return $localize`:@@onefold.undo.countdown:You can undo this for ${time}:time:.`;
  });
  /** The undo is sent again when its turn has come, unless a window has to be opened first. */
  protected readonly continues = computed(() => this.journey.error() !== null && !this.linking.loginNeeded());
  /** Told once: a countdown that speaks each second would drown everything else. */
  protected readonly announcement = signal('');

  constructor() {
    effect(() => {
      if (this.seconds() !== null && this.announcement() === '') this.announcement.set(this.countdown());
      // While the bar has the focus it shows that the undo has expired, and the user closes it.
      if (this.seconds() === 0 && !this.journey.pending() && !this.focused()) this.journey.dismiss();
    });
    // The user continues here after the sign-in that undo requires.
    effect(() => {
      const button = this.undoButton()?.nativeElement;
      if (!button || this.receipt.interrupted() === null) return;
      this.receipt.interrupted.set(null);
      button.focus();
    });
  }

  protected cancelSignIn(): void {
    this.linking.cancelElevation();
  }

  protected applyRemedy(remedy: Remedy): void {
    switch (remedy) {
      case 'sign-in':
        this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
        return;
      case 'retry':
      case 'use-redirect':
      case 'wait':
        this.undo.emit();
        return;
      case 'reload':
      case 'look-again':
      case 'choose-another':
      case 'contact-support':
        this.journey.dismiss();
        void this.linking.reload();
    }
  }

  private focused(): boolean {
    return this.host.nativeElement.contains(this.host.nativeElement.ownerDocument.activeElement);
  }
}

function sentenceOf({ kind, identity: { label, name, user_id } }: Undo): string {
  return doneMessage({ what: kind === 'link' ? 'linked' : 'unlinked', label, account: name ?? user_id });
}
