import { DOCUMENT } from '@angular/common';
import {
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  output,
  signal,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { AuthService, LinkingService, type Remedy } from '@onefold/angular';
import { of, switchMap } from 'rxjs';
import { ErrorNoticeComponent, secondsUntil } from '@onefold/angular/profile/errors';
import { returnHere } from '../return-here';
import { currentLanguage } from '../language/current-language';
import { UndoJourney } from './undo-journey';

/** At the foot of the page for as long as the latest change can be taken back: how long that is, and the button. */
@Component({
  selector: 'onefold-undo-bar',
  imports: [ErrorNoticeComponent],
  templateUrl: './undo-bar.component.html',
  styleUrls: ['../theme/buttons.css', './undo-bar.component.css'],
  host: { role: 'region', '[attr.aria-label]': 'text.name' },
})
export class UndoBarComponent {
  protected readonly text = {
    name: $localize`:@@onefold.undo.name:Undo`,
    link: $localize`:@@onefold.undo.link:An account was linked.`,
    unlink: $localize`:@@onefold.undo.unlink:An account was unlinked.`,
    undo: $localize`:@@onefold.undo.undo:Undo`,
    close: $localize`:@@onefold.undo.close:Close`,
    over: $localize`:@@onefold.undo.over:It can no longer be undone.`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly returnTo = returnHere();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly journey = inject(UndoJourney);
  /** The person presses Undo. */
  readonly undo = output();

  /** What it is about; kept while the change is being taken back, when the offer is gone already. */
  protected readonly kind = signal(this.journey.offer()?.kind ?? 'unlink');
  /** Seconds left; 0 where it is too late, `null` until counted. */
  protected readonly seconds = toSignal(
    toObservable(this.journey.offer).pipe(
      switchMap((offer) => (offer ? secondsUntil(new Date(offer.expires_at)) : of(null))),
    ),
    { initialValue: null },
  );
  protected readonly countdown = computed(() => {
    const seconds = this.seconds() ?? 0;
    const [amount, unit] = seconds > 60 ? [Math.ceil(seconds / 60), 'minute'] : [seconds, 'second'];
    const time = new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
    return $localize`:@@onefold.undo.countdown:You can undo this for ${time}:time:.`;
  });
  /** Told once: a countdown that speaks each second would drown everything else. */
  protected readonly announcement = signal('');

  constructor() {
    effect(() => {
      const offer = this.journey.offer();
      if (offer) this.kind.set(offer.kind);
    });
    effect(() => {
      if (this.seconds() !== null && this.announcement() === '') this.announcement.set(this.countdown());
      // Whoever has the focus in it reads that it is over, and closes it.
      if (this.seconds() === 0 && !this.journey.pending() && !this.focused()) this.journey.dismiss();
    });
    const root = inject(DOCUMENT).documentElement;
    afterNextRender(() => {
      // What gets the focus by Tab must not end up behind the bar (WCAG 2.2, 2.4.11 Focus Not Obscured).
      root.style.scrollPaddingBlockEnd = `${String(this.host.nativeElement.offsetHeight + 32)}px`;
    });
    inject(DestroyRef).onDestroy(() => root.style.removeProperty('scroll-padding-block-end'));
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
