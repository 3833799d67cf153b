import { Component, computed, input, output } from '@angular/core';
import { IconComponent } from '../../icon/icon.component';
import { uniqueId } from '../unique-id';
import { type MergeField, type Side, survivor, type MergeChoices } from './merge-decision';
import { MergeValueComponent } from './merge-value.component';
import { sideWords } from './side-words';

/** Both accounts' values of one field: which is kept, and, where there is a choice, the choice. */
@Component({
  selector: 'onefold-merge-field',
  imports: [IconComponent, MergeValueComponent],
  templateUrl: './merge-field.component.html',
  styleUrls: ['./choice-cell.css', './merge-field.component.css'],
})
export class MergeFieldComponent {
  protected readonly text = {
    kept: $localize`:@@onefold.merge.kept:Kept`,
    lost: $localize`:@@onefold.merge.lost:Discarded`,
  };

  private readonly words = sideWords();

  readonly field = input.required<MergeField>();
  readonly chosen = input.required<MergeChoices>();
  readonly busy = input(false);
  /** The user chooses the value of this account. */
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
      // Skip empty values unless the user chose one.
      marked: field[side] !== undefined || (side === kept && field.rule === 'choose'),
    }));
  });
}

const ROOT_LABELS: Readonly<Record<string, () => string>> = {
  name: () => $localize`:@@onefold.merge.field.name:Name`,
  nickname: () => $localize`:@@onefold.merge.field.nickname:Nickname`,
  email: () => $localize`:@@onefold.merge.field.email:Email`,
  phone_number: () => $localize`:@@onefold.merge.field.phone_number:Phone`,
  picture: () => $localize`:@@onefold.merge.field.picture:Picture`,
};

/** Display name of an account's field; an application-defined key is only split into words (`dateOfBirth`). */
export function fieldLabel(key: string): string {
  const known = Object.hasOwn(ROOT_LABELS, key) ? ROOT_LABELS[key] : undefined;
  if (known) return known();
  const words = key
    .replace(/^user_metadata\./, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\s-]+/g, ' ')
    .trim();
  return words === '' ? key : words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
