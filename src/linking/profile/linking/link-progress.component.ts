import { Component, computed, inject, input, output } from '@angular/core';
import type { LinkableConnection, Profile } from '@onefold/angular';
import type { LinkState } from '@onefold/angular/linking';
import { DialogActionsDirective } from '../dialog/dialog-actions.directive';
import { IconComponent } from '../icon/icon.component';
import { AvatarComponent } from '../account/avatar.component';
import { type NamedAccount, accountAddress, accountName } from '../names/account-name';
import { legible } from '../names/legible';
import { ProviderMarkComponent } from '../identities/provider-mark.component';
import { Network } from '../network';

/** A state in which the user is signing in in another window. */
export type ProvingState = Extract<LinkState, { readonly stage: 'proving-secondary' | 'proving-primary' }>;

/**
 * The two sign-ins of one attempt: the current one, the account of the first, and the account the second confirms. Shows
 * projected buttons beside its own.
 */
@Component({
  selector: 'onefold-link-progress',
  imports: [DialogActionsDirective, IconComponent, AvatarComponent, ProviderMarkComponent],
  templateUrl: './link-progress.component.html',
  styleUrls: [
    '../theme/visually-hidden.css',
    '../theme/buttons.css',
    '../dialog/actions.css',
    './link-progress.component.css',
  ],
})
export class LinkProgressComponent {
  protected readonly text = {
    step1: $localize`:@@onefold.link.step1:Sign in to the account you’re adding`,
    stepDone: $localize`:@@onefold.link.stepDone:(done)`,
    step2: $localize`:@@onefold.link.step2:Sign in to your main account`,
    step2Why: $localize`:@@onefold.link.step2Why:This keeps anyone else from linking to your account.`,
    offline: $localize`:@@onefold.link.offline:You’re offline. We’ll continue when you’re back online.`,
    leaving: $localize`:@@onefold.link.leaving:Taking you to sign in. You’ll come right back.`,
    nowMain: $localize`:@@onefold.link.nowMain:One more sign-in, in the same window.`,
    nowOther: $localize`:@@onefold.link.nowOther:Continue in the window that just opened.`,
    checking: $localize`:@@onefold.link.checking:Checking your sign-in…`,
    cancel: $localize`:@@onefold.link.cancel:Cancel`,
    showWindow: $localize`:@@onefold.link.showWindow:Show window`,
    windowClosed: $localize`:@@onefold.window.unseen:We can’t see the sign-in window. If it’s still open, finish there. If you closed it, start again.`,
  };

  private readonly online = inject(Network).online;

  readonly state = input.required<ProvingState>();
  /** The main account. */
  readonly profile = input<Profile>();
  readonly cancelled = output();
  /** The user cannot see the window. */
  readonly windowWanted = output();

  protected readonly connection = computed<LinkableConnection>(() => this.state().connection);
  protected readonly second = computed(() => this.state().stage === 'proving-primary');
  protected readonly popup = computed(() => this.state().mode === 'popup');
  protected readonly focusable = computed(() => this.popup() && !this.state().windowDetached && !this.windowClosed());
  protected readonly windowClosed = computed(() => this.state().windowClosed === true);
  /** The account of the first sign-in; also `null` until the server reports whether it refuses the account. */
  protected readonly proved = computed(() => {
    const state = this.state();
    if (state.stage !== 'proving-primary' || !state.candidate) return null;
    return named(state.candidate, state.candidate.identity.user_id);
  });
  protected readonly main = computed(() => {
    const profile = this.profile();
    return profile ? { ...named(profile, profile.user_id), picture: profile.picture } : null;
  });
  protected readonly now = computed(() => {
    if (!this.online()) return this.text.offline;
    if (!this.popup()) return this.text.leaving;
    if (this.state().windowFinished) return this.text.checking;
    if (this.windowClosed()) return this.text.windowClosed;
    return this.second() ? this.text.nowMain : this.text.nowOther;
  });
}

function named(account: NamedAccount, id: string): { readonly name: string; readonly address: string | null } {
  const name = accountName(account) ?? legible(id);
  const address = accountAddress(account);
  return { name, address: address === name ? null : address };
}
