import type { UnlinkRequest } from '@onefold/contract';
import { Component, computed, DestroyRef, inject, input, linkedSignal, output, signal } from '@angular/core';
import {
  AuthService,
  type Identity,
  type OnefoldError,
  type Remedy,
  identityKey,
  isOnefoldError,
  onefoldError,
} from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { DialogActionsDirective } from '../dialog/dialog-actions.directive';
import { DialogComponent } from '../dialog/dialog.component';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';
import { injectReturnTo } from '../inject-return-to';
import { identityTitle } from '../names/account-name';
import { isolated } from '../sentence/isolated';
import { SentenceComponent } from '../sentence/sentence.component';
import { NeedsNetworkDirective } from '../network';

/** Asks for confirmation and unlinks; stays open with the reason if that fails. */
@Component({
  selector: 'onefold-unlink-dialog',
  imports: [DialogActionsDirective, DialogComponent, ErrorNoticeComponent, SentenceComponent, NeedsNetworkDirective],
  templateUrl: './unlink-dialog.component.html',
  styleUrls: ['../theme/buttons.css', '../dialog/actions.css', './unlink-dialog.component.css'],
})
export class UnlinkDialogComponent {
  protected readonly text = {
    close: $localize`:@@onefold.unlink.close:Close`,
    keep: $localize`:@@onefold.unlink.keep:Keep it`,
    confirm: $localize`:@@onefold.unlink.confirm:Unlink`,
    proof: $localize`:@@onefold.unlink.proof:First, sign in to your main account to confirm it’s you.`,
    sessions: $localize`:@@onefold.unlink.sessions:You’ll be signed out everywhere else.`,
    waiting: $localize`:@@onefold.unlink.waiting:Sign in to your main account in the window that just opened.`,
    queued: $localize`:@@onefold.unlink.queued:Another change is in progress. We’ll unlink this account as soon as it’s done.`,
    cancel: $localize`:@@onefold.unlink.cancel:Cancel`,
    windowClosed: $localize`:@@onefold.window.unseen:We can’t see the sign-in window. If it’s still open, finish there. If you closed it, start again.`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly returnTo = injectReturnTo();

  readonly identity = input.required<Identity>();
  /** Display name of the identity's connection. */
  readonly label = input.required<string>();
  /** Why the sign-in for it failed, after a redirect. */
  readonly failure = input<OnefoldError | null>(null);
  /** It is unlinked. */
  readonly unlinked = output();
  /** The user keeps the identity. */
  readonly closed = output();

  /** Waits while the user signs in to the main account. */
  protected readonly waiting = this.linking.elevating;
  protected readonly windowClosed = this.linking.elevationWindowClosed;
  /** Names the identity: with its nickname, or its address if there are others of its connection. */
  private readonly which = computed(() => {
    const { connection, nickname } = this.identity();
    const twins = this.linking.identities()?.filter((each) => each.connection === connection).length ?? 1;
    const name = nickname ?? (twins > 1 ? identityTitle(this.identity()) : null);
    const label = this.label();
    return name ? $localize`:@@onefold.unlink.which:${label}:connection: (${isolated(name)}:account:)` : label;
  });
  protected readonly heading = computed(() =>
    this.waiting()
      ? $localize`:@@onefold.unlink.titleWaiting:Confirm it’s you`
      : $localize`:@@onefold.unlink.title:Unlink ${this.which()}:connection:?`,
  );
  protected readonly question = computed(() => {
    const account = isolated(identityTitle(this.identity()));
    return $localize`:@@onefold.unlink.question:You won’t be able to sign in here with ${account}:account:. Using it would start a new, empty account.`;
  });
  protected readonly busy = computed(() => this.linking.unlinking().has(identityKey(this.identity())));
  /** Another change has to end first: the user can wait or cancel. */
  protected readonly queued = computed(() => this.busy() && this.linking.queued().has(identityKey(this.identity())));
  /** Read once when the dialog opens, so that the layout does not shift while the user reads it. */
  protected readonly loginNeeded = this.linking.loginNeeded();
  /** The user has signed in to the main account for this unlink. */
  private readonly confirmed = linkedSignal<boolean, boolean>({
    source: this.waiting,
    computation: (waiting, before) => before?.source === true && !waiting,
  });
  /** Whether unlinking also ends the sessions that were started with this identity elsewhere. */
  protected readonly endsSessions = computed(() => this.linking.profile()?.unlink_ends_sessions);
  /** No further question follows: the row alone shows the unlink, and the dialog reappears if it fails. */
  protected readonly optimistic = computed(
    () => this.busy() && (!this.loginNeeded || this.confirmed()) && !this.waiting() && !this.queued(),
  );
  protected readonly error = linkedSignal(() => this.failure());
  /** The unlink is repeated after the wait, unless a window has to be opened first. */
  protected readonly continues = computed(() => this.error() !== null && !this.linking.loginNeeded());
  private readonly cancelled = signal(false);
  /** The user has left or signed out while a response was awaited: no listener remains. */
  private destroyed = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.destroyed = true));
  }

  protected async unlink(): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.error.set(null);
    this.cancelled.set(false);
    this.confirmed.set(false);
    try {
      // A new field of the request needs a value here to compile.
      const request = {} satisfies Required<UnlinkRequest>;
      await this.linking.unlink(this.identity(), request);
    } catch (error) {
      if (this.destroyed) return;
      if (this.cancelled()) {
        this.closed.emit();
        return;
      }
      // Shown here, with what to do about it.
      this.error.set(isOnefoldError(error) ? error : onefoldError('unexpected', 'Unlinking failed.', error));
      return;
    }
    if (!this.destroyed) this.unlinked.emit();
  }

  /** The user keeps the identity; cancels a pending sign-in, or the wait for another change. */
  protected leave(): void {
    if (this.queued()) {
      this.cancelled.set(true);
      this.linking.cancelQueued(identityKey(this.identity()));
    } else if (this.waiting()) {
      this.cancelled.set(true);
      this.linking.cancelElevation();
    } else {
      this.closed.emit();
    }
  }

  protected applyRemedy(remedy: Remedy): void {
    switch (remedy) {
      case 'sign-in':
        this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
        return;
      case 'reload':
      case 'look-again':
        void this.linking.reload();
        this.closed.emit();
        return;
      case 'choose-another':
      case 'contact-support':
        this.closed.emit();
        return;
      case 'retry':
      case 'use-redirect':
      case 'wait':
        void this.unlink();
    }
  }
}
