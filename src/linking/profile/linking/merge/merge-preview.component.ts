import { Component, computed, input, linkedSignal, output } from '@angular/core';
import type { LinkDecision, LinkableConnection, MergePreview } from '@onefold/angular';
import { DialogActionsDirective } from '../../dialog/dialog-actions.directive';
import { IconComponent } from '../../icon/icon.component';
import { currentLanguage } from '../../language/current-language';
import { SentenceComponent } from '../../sentence/sentence.component';
import { isolated } from '../../sentence/isolated';
import { TimeLeftComponent } from '../time-left.component';
import { AccountChoiceComponent } from './account-choice.component';
import { decisionOf, otherSide, type Side } from './merge-decision';
import { MergeFieldComponent } from './merge-field.component';

/** What becoming one account means, side by side: which account stays, and whose value it has for each field. */
@Component({
  selector: 'onefold-merge-preview',
  imports: [
    DialogActionsDirective,
    IconComponent,
    AccountChoiceComponent,
    MergeFieldComponent,
    SentenceComponent,
    TimeLeftComponent,
  ],
  templateUrl: './merge-preview.component.html',
  styleUrls: ['../../theme/buttons.css', '../../dialog/actions.css', './merge-preview.component.css'],
})
export class MergePreviewComponent {
  protected readonly text = {
    lead: $localize`:@@onefold.merge.lead:Choose which account stays, and what it takes over from the other one.`,
    fields: $localize`:@@onefold.merge.fields:What the account holds afterwards`,
    applicationData: $localize`:@@onefold.merge.applicationData:What applications keep with the account that goes, such as permissions, is never carried over.`,
    undo: $localize`:@@onefold.merge.undo:You can undo this for ten minutes.`,
    cancel: $localize`:@@onefold.link.cancel:Cancel`,
    link: $localize`:@@onefold.link.confirm:Link accounts`,
    linkAndSignIn: $localize`:@@onefold.merge.linkAndSignIn:Link, then sign in again`,
  };

  private readonly list = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' });

  readonly connection = input.required<LinkableConnection>();
  readonly preview = input.required<MergePreview>();
  /** What was decided before a failure. */
  readonly decided = input<LinkDecision>();
  /** When the proofs expire; absent if unknown. */
  readonly expiresAt = input<Date>();
  /** It is being linked right now. */
  readonly busy = input(false);
  readonly confirmed = output<LinkDecision>();
  readonly cancelled = output();

  protected readonly keep = linkedSignal<Side>(() => this.decided()?.keep ?? 'current');
  private readonly choices = linkedSignal<Readonly<Record<string, Side>>>(() => this.decided()?.choices ?? {});
  protected readonly chosen = computed(() => ({ keep: this.keep(), choices: this.choices() }));

  /** Fields with a choice come first. */
  protected readonly fields = computed(() => {
    const { fields } = this.preview();
    const choose = fields.filter(({ rule }) => rule === 'choose');
    return [...choose, ...fields.filter(({ rule }) => rule !== 'choose')];
  });
  /** The proved identity opens more than itself. */
  protected readonly conflict = computed(() =>
    this.preview().other.identities.length > 1
      ? $localize`:@@onefold.merge.conflict:This ${isolated(this.connection().label)}:connection: account already opens another account of yours, which has sign-ins of its own. Make one account of both, or cancel and leave everything as it is.`
      : null,
  );
  protected readonly outcome = computed(() => {
    const { current, other } = this.preview();
    const labels = [...new Set([...current.identities, ...other.identities].map(({ label }) => label))];
    const all = this.list.format(labels.map(isolated));
    return this.keep() === 'current'
      ? $localize`:@@onefold.merge.outcomeCurrent:You stay signed in. Then this account opens with ${all}:connections:, and the other account is gone.`
      : $localize`:@@onefold.merge.outcomeOther:Then the other account opens with ${all}:connections:, and this account is gone. You are asked to sign in once more and come back here in the other account.`;
  });
  protected readonly losesApplicationData = computed(() => this.preview().application_data[otherSide(this.keep())]);

  protected take(key: string, side: Side): void {
    this.choices.update((choices) => ({ ...choices, [key]: side }));
  }

  protected confirm(): void {
    this.confirmed.emit(decisionOf(this.preview(), this.chosen()));
  }
}
