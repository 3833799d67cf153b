import { Component, computed, input, output } from '@angular/core';
import { IconComponent } from '../../icon/icon.component';
import { uniqueId } from '../../unique-id';
import { type MergeField, type Side, survivor, type MergeChoices } from './merge-decision';
import { MergeValueComponent } from './merge-value.component';
import { sideLabels } from './side-labels';

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

  private readonly labels = sideLabels();

  readonly field = input.required<MergeField>();
  readonly chosen = input.required<MergeChoices>();
  readonly busy = input(false);
  /** The user chooses the value of this account. */
  readonly taken = output<Side>();

  protected readonly id = uniqueId();
  protected readonly label = computed(() => fieldLabel(this.field().key));
  /** Empty for an application’s own key, whose language is unknown (WCAG 2.2, 3.1.2). */
  protected readonly language = computed(() => (translatedLabel(this.field().key) ? null : ''));
  protected readonly choice = computed(() => this.field().rule === 'choose');
  protected readonly isPicture = computed(() => this.field().key === 'picture');
  protected readonly cells = computed(() => {
    const field = this.field();
    const kept = survivor(field, this.chosen());
    return (['current', 'other'] as const).map((side) => ({
      side,
      id: `${this.id}-${side}`,
      word: this.labels[side],
      value: field[side],
      kept: side === kept,
      // Skip empty values unless the user chose one.
      marked: field[side] !== undefined || (side === kept && field.rule === 'choose'),
    }));
  });
}

const ROOT_LABELS: ReadonlyMap<string, () => string> = new Map(
  Object.entries({
    name: () => $localize`:@@onefold.merge.field.name:Name`,
    nickname: () => $localize`:@@onefold.merge.field.nickname:Nickname`,
    email: () => $localize`:@@onefold.merge.field.email:Email`,
    phone_number: () => $localize`:@@onefold.merge.field.phone_number:Phone`,
    picture: () => $localize`:@@onefold.merge.field.picture:Picture`,
  }),
);

/** Settings that many applications keep, by their key in lower case without separators. */
const SETTING_LABELS: ReadonlyMap<string, () => string> = new Map(
  Object.entries({
    givenname: () => $localize`:@@onefold.merge.field.given_name:First name`,
    firstname: () => $localize`:@@onefold.merge.field.given_name:First name`,
    familyname: () => $localize`:@@onefold.merge.field.family_name:Last name`,
    lastname: () => $localize`:@@onefold.merge.field.family_name:Last name`,
    birthdate: () => $localize`:@@onefold.merge.field.birthdate:Date of birth`,
    dateofbirth: () => $localize`:@@onefold.merge.field.birthdate:Date of birth`,
    language: () => $localize`:@@onefold.merge.field.language:Language`,
    locale: () => $localize`:@@onefold.merge.field.language:Language`,
    timezone: () => $localize`:@@onefold.merge.field.time_zone:Time zone`,
    zoneinfo: () => $localize`:@@onefold.merge.field.time_zone:Time zone`,
    theme: () => $localize`:@@onefold.merge.field.theme:Theme`,
  }),
);

/** Display name of a field that has one in each language. */
function translatedLabel(key: string): string | undefined {
  const setting = settingOf(key);
  return (
    setting === key ? ROOT_LABELS.get(key) : SETTING_LABELS.get(setting.toLowerCase().replace(/[_\s-]+/g, ''))
  )?.();
}

function settingOf(key: string): string {
  return key.replace(/^user_metadata\./, '');
}

/** Display name of an account's field; an application-defined key that is not usual is only split into words. */
export function fieldLabel(key: string): string {
  const translated = translatedLabel(key);
  if (translated !== undefined) return translated;
  const words = settingOf(key)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\s-]+/g, ' ')
    .trim();
  return words === '' ? key : words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
