import { Component, computed, input, output } from '@angular/core';
import { uniqueId } from '../unique-id';
import { fieldLabel } from './field-label';
import { type MergeField, type Side, survivor, type MergeChoices } from './merge-decision';
import { MergeValueComponent } from './merge-value.component';
import { sideWords } from './side-words';

/** Both accounts' values of one field: which is kept, and, where there is a choice, the choice. */
@Component({
  selector: 'onefold-merge-field',
  imports: [MergeValueComponent],
  templateUrl: './merge-field.component.html',
  styleUrls: ['./choice-cell.css', './merge-field.component.css'],
})
export class MergeFieldComponent {
  protected readonly text = {
    kept: $localize`:@@onefold.merge.kept:Kept`,
    lost: $localize`:@@onefold.merge.lost:Not kept`,
  };

  private readonly words = sideWords();

  readonly field = input.required<MergeField>();
  readonly chosen = input.required<MergeChoices>();
  readonly busy = input(false);
  /** The person takes the value of this account. */
  readonly taken = output<Side>();

  protected readonly id = uniqueId();
  protected readonly label = computed(() => fieldLabel(this.field().key));
  protected readonly choice = computed(() => this.field().rule === 'choose');
  protected readonly isPicture = computed(() => this.field().key === 'picture');
  protected readonly cells = computed(() => {
    const field = this.field();
    const kept = survivor(field, this.chosen());
    return (['current', 'other'] as const).map((side) => ({
      side,
      id: `${this.id}-${side}`,
      word: this.words[side],
      value: field[side],
      kept: side === kept,
      // Nothing can be neither kept nor lost, unless nothing is what the person chooses.
      marked: field[side] !== undefined || (side === kept && field.rule === 'choose'),
    }));
  });
}
