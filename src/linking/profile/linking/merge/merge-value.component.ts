import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';
import { Component, computed, input, signal } from '@angular/core';
import { AvatarComponent } from '../../account/avatar.component';
import { readableValue } from './readable-value';

/** Characters and lines of a value that are shown at first. */
const MAX_CHARACTERS = 120;
const MAX_LINES = 4;

/** One account's value of a field; long values are truncated until the user expands them. */
@Component({
  selector: 'onefold-merge-value',
  imports: [AvatarComponent],
  templateUrl: './merge-value.component.html',
  styleUrl: './merge-value.component.css',
})
export class MergeValueComponent {
  protected readonly text = {
    none: $localize`:@@onefold.merge.none:Not set`,
    all: $localize`:@@onefold.merge.showAll:Show all`,
    less: $localize`:@@onefold.merge.showLess:Show less`,
  };

  /** Any JSON. */
  readonly value = input.required<unknown>();
  /** The value is the address of a picture. */
  readonly isPicture = input(false);
  /** Whose it is, for the picture's initials and the button's name. */
  readonly name = input('');

  protected readonly expanded = signal(false);
  protected readonly readable = computed(() => readableValue(this.value(), currentLanguage()));
  protected readonly picture = computed(() => {
    const value = this.value();
    return this.isPicture() && typeof value === 'string' ? value : null;
  });
  protected readonly long = computed(() => {
    const { text } = this.readable() ?? { text: '' };
    return text.length > MAX_CHARACTERS || text.split('\n').length > MAX_LINES;
  });

  protected toggle(): void {
    this.expanded.update((expanded) => !expanded);
  }
}
