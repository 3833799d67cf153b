import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';
import { Component, computed, input, linkedSignal, output } from '@angular/core';
import type { LinkDecision, LinkableConnection, MergePreview } from '@onefold/angular';
import { IconComponent } from '../../icon/icon.component';
import { SentenceComponent } from '../../sentence/sentence.component';
import { isolated } from '../../sentence/isolated';
import { LinkActionsComponent } from '../link-actions.component';
import { AccountChoiceComponent } from './account-choice.component';
import { mergeDecision, otherSide, type Side } from './merge-decision';
import { MergeFieldComponent } from './merge-field.component';

/** The result of the merge, side by side: which account stays, and whose value it has for each field. */
@Component({
  selector: 'onefold-merge-preview',
  imports: [AccountChoiceComponent, IconComponent, LinkActionsComponent, MergeFieldComponent, SentenceComponent],
  templateUrl: './merge-preview.component.html',
  styleUrl: './merge-preview.component.css',
})
export class MergePreviewComponent {
  protected readonly text = {
    lead: $localize`:@@onefold.merge.lead:Choose which account to keep and what to bring over.`,
    fields: $localize`:@@onefold.merge.fields:Profile after merging`,
    applicationData: $localize`:@@onefold.merge.applicationData:Data apps keep for the removed account, such as permissions, can’t be carried over.`,
    undo: $localize`:@@onefold.merge.undo:You can undo this for 10 minutes.`,
    merge: $localize`:@@onefold.merge.confirm:Merge accounts`,
    mergeAndSignIn: $localize`:@@onefold.merge.mergeAndSignIn:Merge and sign in again`,
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
  /** Linking takes longer than usual: the user need not wait for it. */
  readonly slow = input(false);
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
  /** The notice that the proved identity belongs to an account with further identities; else `null`. */
  protected readonly conflict = computed(() =>
    this.preview().other.identities.length > 1
      ? $localize`:@@onefold.merge.conflict:This ${isolated(this.connection().label)}:connection: account is already a sign-in for another account of yours. Merge the two, or cancel to leave them as they are.`
      : null,
  );
  protected readonly outcome = computed(() => {
    const { current, other } = this.preview();
    const labels = [...new Set([...current.identities, ...other.identities].map(({ label }) => label))];
    const all = this.list.format(labels.map(isolated));
    return this.keep() === 'current'
      ? $localize`:@@onefold.merge.outcomeCurrent:You’ll stay signed in and can sign in with ${all}:connections:. The other account will be removed.`
      : $localize`:@@onefold.merge.outcomeOther:You’ll use the other account with ${all}:connections:. This one will be removed, and you’ll sign in again.`;
  });
  protected readonly losesApplicationData = computed(() => this.preview().application_data[otherSide(this.keep())]);

  protected take(key: string, side: Side): void {
    this.choices.update((choices) => ({ ...choices, [key]: side }));
  }

  protected confirm(): void {
    this.confirmed.emit(mergeDecision(this.preview(), this.chosen()));
  }
}
