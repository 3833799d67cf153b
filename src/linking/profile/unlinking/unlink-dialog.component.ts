import { Component, computed, inject, input, output, signal } from '@angular/core';
import {
  AuthService,
  type Identity,
  LinkingService,
  type OnefoldError,
  type Remedy,
  identityKey,
  isOnefoldError,
  onefoldError,
} from '@onefold/angular';
import { DialogComponent } from '../dialog/dialog.component';
import { ErrorNoticeComponent } from '../errors/error-notice.component';
import { returnHere } from '../errors/return-here';
import { identityTitle } from '../identities/account-name';
import { isolated } from '../sentence/isolated';
import { SentenceComponent } from '../sentence/sentence.component';

/** Asks before unlinking, does it, and stays with the reason where it fails. */
@Component({
  selector: 'onefold-unlink-dialog',
  imports: [DialogComponent, ErrorNoticeComponent, SentenceComponent],
  templateUrl: './unlink-dialog.component.html',
  styleUrls: ['../theme/buttons.css', './unlink-dialog.component.css'],
})
export class UnlinkDialogComponent {
  protected readonly text = {
    close: $localize`:@@onefold.unlink.close:Close`,
    keep: $localize`:@@onefold.unlink.keep:Keep it`,
    confirm: $localize`:@@onefold.unlink.confirm:Unlink`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly returnTo = returnHere();

  readonly identity = input.required<Identity>();
  /** What people call the identity's connection. */
  readonly label = input.required<string>();
  /** It is unlinked. */
  readonly unlinked = output();
  /** The person keeps it. */
  readonly closed = output();

  protected readonly heading = computed(() => $localize`:@@onefold.unlink.title:Unlink ${this.label()}:connection:?`);
  protected readonly question = computed(() => {
    const account = isolated(identityTitle(this.identity()));
    return $localize`:@@onefold.unlink.question:${account}:account: will no longer open this account. Signing in with it then starts a new, empty account, until you link it again.`;
  });
  protected readonly busy = computed(() => this.linking.unlinking().has(identityKey(this.identity())));
  protected readonly error = signal<OnefoldError | null>(null);

  protected async unlink(): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.error.set(null);
    try {
      await this.linking.unlink(this.identity());
    } catch (error) {
      // Shown here, with what to do about it.
      this.error.set(isOnefoldError(error) ? error : onefoldError('unexpected', 'Unlinking failed.', error));
      return;
    }
    this.unlinked.emit();
  }

  protected applyRemedy(remedy: Remedy): void {
    switch (remedy) {
      case 'sign-in':
        this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
        return;
      case 'reload':
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
