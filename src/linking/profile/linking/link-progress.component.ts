import { Component, computed, input, output } from '@angular/core';
import type { LinkState } from '@onefold/angular';
import { accountName } from '../identities/account-name';

/** A state in which the person is signing in elsewhere. */
export type ProvingState = Extract<LinkState, { readonly stage: 'proving-secondary' | 'proving-primary' }>;

/** The two sign-ins of one attempt, and which of them is being done. */
@Component({
  selector: 'onefold-link-progress',
  templateUrl: './link-progress.component.html',
  styleUrls: ['../theme/buttons.css', './link-progress.component.css'],
})
export class LinkProgressComponent {
  protected readonly text = {
    step1: $localize`:@@onefold.link.step1:Sign in to the account you want to add`,
    stepDone: $localize`:@@onefold.link.stepDone:(done)`,
    step2: $localize`:@@onefold.link.step2:Confirm your main account`,
    step2Why: $localize`:@@onefold.link.step2Why:So that nobody else can link an account to yours.`,
    leaving: $localize`:@@onefold.link.leaving:Taking you to the sign-in page. You come back here afterwards.`,
    nowMain: $localize`:@@onefold.link.nowMain:Now confirm your main account in the window that opened.`,
    nowOther: $localize`:@@onefold.link.nowOther:Sign in to the account you want to add in the window that opened.`,
    cancel: $localize`:@@onefold.link.cancel:Cancel`,
    showWindow: $localize`:@@onefold.link.showWindow:Bring the window to the front`,
  };

  readonly state = input.required<ProvingState>();
  readonly cancelled = output();
  /** The person cannot see the window. */
  readonly windowWanted = output();

  protected readonly second = computed(() => this.state().stage === 'proving-primary');
  protected readonly popup = computed(() => this.state().mode === 'popup');
  /** The account the first sign-in came back with. */
  protected readonly proved = computed(() => {
    const state = this.state();
    return state.stage === 'proving-primary' ? (state.candidate.email ?? accountName(state.candidate)) : null;
  });
}
