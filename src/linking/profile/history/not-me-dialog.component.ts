import { Component, computed, inject, input, output, signal } from '@angular/core';
import {
  AuthService,
  type HistoryEvent,
  type OnefoldError,
  type Remedy,
  isOnefoldError,
  onefoldError,
  ɵcurrentLanguage as currentLanguage,
} from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { DialogActionsDirective } from '../dialog/dialog-actions.directive';
import { DialogComponent } from '../dialog/dialog.component';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';
import { injectReturnTo } from '../inject-return-to';
import { SentenceComponent } from '../sentence/sentence.component';
import { deviceName } from './device-name';
import { eventSentence } from './event-sentence';
import { NeedsNetworkDirective } from '../network';

/** Key in the session storage, part of the public API: set while the page leaves to sign out everywhere. */
const SIGNED_OUT_EVERYWHERE = 'onefold.signed-out-everywhere';

/** Asks before it ends all sessions because of an entry, and then signs the user out. */
@Component({
  selector: 'onefold-not-me-dialog',
  imports: [DialogActionsDirective, DialogComponent, ErrorNoticeComponent, SentenceComponent, NeedsNetworkDirective],
  templateUrl: './not-me-dialog.component.html',
  styleUrls: ['../theme/buttons.css', '../dialog/actions.css', './not-me-dialog.component.css'],
})
export class NotMeDialogComponent {
  protected readonly text = {
    title: $localize`:@@onefold.notMe.title:Don’t recognize this?`,
    effect: $localize`:@@onefold.notMe.effect:Everyone is signed out of your account on every device, and this entry is marked.`,
    after: $localize`:@@onefold.notMe.after:You’ll be signed out here, too. Sign in again, unlink anything that isn’t yours, and change your password if you have one.`,
    cancel: $localize`:@@onefold.notMe.cancel:It was me`,
    confirm: $localize`:@@onefold.notMe.confirm:Sign out everywhere`,
    close: $localize`:@@onefold.notMe.close:Close`,
    ended: $localize`:@@onefold.notMe.ended:All devices were signed out. Signing you out here…`,
    stillHere: $localize`:@@onefold.notMe.stillHere:All devices were signed out, but we couldn’t sign you out here.`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly returnTo = injectReturnTo();
  private readonly moment = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'long', timeStyle: 'short' });

  readonly event = input.required<HistoryEvent>();
  /** The dialog has closed; true if the account differs from the one shown. */
  readonly closed = output<boolean>();

  protected readonly sentence = computed(() => eventSentence(this.event()));
  protected readonly at = computed(() => this.moment.format(new Date(this.event().at)));
  protected readonly device = computed(() => deviceName(this.event().user_agent));
  protected readonly busy = signal(false);
  /** The sessions are ended; only this page still has to sign out. */
  protected readonly ended = signal(false);
  protected readonly error = signal<OnefoldError | null>(null);

  protected async end(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.error.set(null);
    try {
      if (!this.ended()) await this.linking.flagEvent(this.event().id);
      this.ended.set(true);
      this.mark(true);
      await this.auth.logout();
    } catch (error) {
      this.mark(false);
      // Shown here, with what to do about it.
      this.error.set(isOnefoldError(error) ? error : onefoldError('unexpected', 'Ending the sessions failed.', error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Lets the page on which the sign-out lands explain it. */
  private mark(signingOut: boolean): void {
    try {
      if (signingOut) sessionStorage.setItem(SIGNED_OUT_EVERYWHERE, 'true');
      else sessionStorage.removeItem(SIGNED_OUT_EVERYWHERE);
    } catch {
      // Storage is blocked: that page cannot know.
    }
  }

  protected leave(): void {
    if (!this.busy()) this.closed.emit(this.ended());
  }

  protected applyRemedy(remedy: Remedy): void {
    switch (remedy) {
      case 'sign-in':
        this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
        return;
      case 'reload':
      case 'look-again':
        this.closed.emit(true);
        return;
      default:
        void this.end();
    }
  }
}
