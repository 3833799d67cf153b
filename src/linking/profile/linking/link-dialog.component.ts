import { Component, computed, effect, inject, linkedSignal, output, signal, untracked } from '@angular/core';
import { AuthService, type LinkDecision, type LinkableConnection, type Remedy } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { DialogComponent } from '../dialog/dialog.component';
import { ErrorNoticeComponent, remedyLabel } from '@onefold/angular/profile/errors';
import { injectReturnTo } from '../inject-return-to';
import { ConnectionChooserComponent } from './connection-chooser.component';
import { LinkConfirmationComponent } from './link-confirmation.component';
import { isSingleSignIn } from './merge/merge-decision';
import { LinkProgressComponent } from './link-progress.component';

/** How long the user waits for the link before the dialog can be closed, in milliseconds. */
const SLOW_AFTER = 8_000;

/** The whole way of linking in one dialog: choose, prove both accounts, confirm; or what stopped it. */
@Component({
  selector: 'onefold-link-dialog',
  imports: [
    ConnectionChooserComponent,
    DialogComponent,
    ErrorNoticeComponent,
    LinkConfirmationComponent,
    LinkProgressComponent,
  ],
  templateUrl: './link-dialog.component.html',
  styleUrls: ['../theme/buttons.css'],
})
export class LinkDialogComponent {
  protected readonly text = {
    close: $localize`:@@onefold.link.close:Close`,
    again: remedyLabel('retry'),
    here: remedyLabel('use-redirect'),
    reconsider: $localize`:@@onefold.link.reconsider:Change your choices`,
  };

  private readonly linking = inject(LinkingService);
  private readonly auth = inject(AuthService);
  private readonly returnTo = injectReturnTo();

  /** The account is linked, or the user closed the dialog, which cancels the attempt unless it is being linked already. */
  readonly closed = output();

  protected readonly connections = this.linking.connections;
  protected readonly state = this.linking.linkState;
  protected readonly profile = this.linking.profile;
  /** The stages in which the user is asked to confirm, or waits for the outcome. */
  protected readonly question = computed(() => {
    const state = this.state();
    return state.stage === 'confirming' || state.stage === 'linking' ? state : null;
  });
  /** The stages in which the user signs in elsewhere. */
  protected readonly proving = computed(() => {
    const state = this.state();
    return state.stage === 'proving-secondary' || state.stage === 'proving-primary' ? state : null;
  });
  private readonly stage = computed(() => this.state().stage);
  /** Linking takes longer than usual: it continues if the user closes the dialog. */
  protected readonly slow = linkedSignal({ source: this.stage, computation: () => false });
  /** The last decision, to review it again. */
  protected readonly decision = signal<LinkDecision | undefined>(undefined);
  private readonly preview = computed(() => this.question()?.preview);
  /** Both accounts are shown side by side: at once if there is a choice, else when the user asks for it. */
  protected readonly comparing = linkedSignal(() => {
    const preview = this.preview();
    return preview !== undefined && !isSingleSignIn(preview);
  });
  protected readonly heading = computed(() => {
    const state = this.state();
    switch (state.stage) {
      case 'idle':
      case 'linked':
        return $localize`:@@onefold.link.title:Link with:`;
      case 'proving-secondary':
        return $localize`:@@onefold.link.titleOther:Sign in with ${state.connection.label}:connection:`;
      case 'proving-primary':
        return $localize`:@@onefold.link.titleMain:Confirm it’s you`;
      case 'confirming':
      case 'linking':
        return this.comparing()
          ? $localize`:@@onefold.link.titleCompare:Merge these accounts?`
          : $localize`:@@onefold.link.titleConfirm:Link this account?`;
      case 'failed':
        if (this.waiting()) return $localize`:@@onefold.link.titleWaiting:Waiting to link this account…`;
        return state.error.code === 'outcome_unknown'
          ? $localize`:@@onefold.link.titleUnknown:Was the account linked?`
          : $localize`:@@onefold.link.titleFailed:Account not linked`;
    }
  });

  /** The window did not work: offer this page instead. */
  protected readonly windowFailed = computed(() => {
    const state = this.state();
    return state.stage === 'failed' && (state.error.code === 'window_closed' || state.error.code === 'link_timeout');
  });

  /** Many others are linking right now: the confirmation is sent again when its turn has come. */
  protected readonly waiting = computed(() => {
    const state = this.state();
    return state.stage === 'failed' && state.retryable && state.error.code === 'rate_limited';
  });

  /** The proofs are still valid, and the user can change the choice that may have caused the failure. */
  protected readonly reconsiderable = computed(() => {
    const state = this.state();
    if (state.stage !== 'failed' || state.error.remedy === 'look-again') return false;
    return state.retryable && state.preview !== undefined;
  });

  constructor() {
    // The result of an earlier attempt: begin with the choice.
    if (untracked(this.state).stage === 'linked') this.linking.cancelLink();
    effect(() => {
      if (this.stage() === 'linked') this.closed.emit();
    });
    effect((onCleanup) => {
      if (this.stage() !== 'linking') return;
      const timer = setTimeout(() => this.slow.set(true), SLOW_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** In the click: the window opens here. */
  protected choose(connection: LinkableConnection): void {
    void this.linking.link(connection);
  }

  /** Abandons the attempt whose window has closed. Called in the click: a window opens here. */
  protected startAgain(connection: LinkableConnection, mode?: 'redirect'): void {
    this.linking.cancelLink();
    void this.linking.link(connection, mode ? { mode } : {});
  }

  protected confirm(decision?: LinkDecision): void {
    this.decision.set(decision);
    void this.linking.confirmLink(decision);
  }

  protected reconsider(): void {
    this.linking.reconsiderLink();
  }

  protected showWindow(): void {
    this.linking.focusLinkWindow();
  }

  protected leave(): void {
    const state = this.state();
    // What is being linked already continues, and the list shows the result.
    if (state.stage !== 'linking') this.linking.cancelLink();
    this.closed.emit();
    // The list shows the result.
    if (state.stage === 'failed' && state.error.code === 'outcome_unknown') void this.linking.reload();
  }

  protected applyRemedy(remedy: Remedy): void {
    const state = this.state();
    if (state.stage !== 'failed') {
      return;
    }
    switch (remedy) {
      case 'retry':
      case 'wait':
        this.retry(state.connection, state.retryable);
        return;
      case 'use-redirect':
        this.retry(state.connection, false, 'redirect');
        return;
      case 'look-again':
        this.reconsider();
        return;
      case 'sign-in':
        this.linking.cancelLink();
        // The browser's session may belong to the other account by now: without a prompt, Auth0 would sign that one in.
        this.auth.login({ prompt: 'login', returnTo: this.returnTo() }).catch(() => undefined); // `failure` says why.
        return;
      case 'reload':
        this.linking.cancelLink();
        this.closed.emit();
        void this.linking.reload();
        return;
      case 'choose-another':
      case 'contact-support':
        this.linking.cancelLink();
        return;
    }
  }

  private retry(connection: LinkableConnection | null, proofsValid: boolean, mode?: 'redirect'): void {
    if (proofsValid) {
      void this.linking.confirmLink();
    } else if (connection) {
      void this.linking.link(connection, mode ? { mode } : {});
    } else {
      void this.readOutcomeAgain();
    }
  }

  /** The outcome of an attempt could not be fetched. If the attempt has ended, the user continues with the choice. */
  private async readOutcomeAgain(): Promise<void> {
    const failed = this.state();
    await this.linking.resumeLink();
    if (this.state() === failed) this.linking.cancelLink();
  }
}
