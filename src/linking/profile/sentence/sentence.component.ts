import { Component, computed, input } from '@angular/core';

/**
 * A translated sentence whose `isolated()` names are set apart, so that a name in another script does not turn the
 * sentence around. (Elements inside `i18n` blocks would do the same, but bring 7 kB into the first load.)
 */
@Component({
  selector: 'onefold-sentence',
  template: `
    @for (part of parts(); track $index) {
      @if (part.name) {
        <bdi [textContent]="part.text"></bdi>
      } @else {
        <span [textContent]="part.text"></span>
      }
    }
  `,
  styles: `
    bdi {
      font-weight: 650;
    }
  `,
})
export class SentenceComponent {
  readonly text = input.required<string>();

  protected readonly parts = computed(() =>
    this.text()
      .split(/(\u2068[^\u2069]*\u2069)/u)
      .filter((part) => part !== '')
      .map((part) =>
        part.startsWith('\u2068') ? { name: true, text: part.slice(1, -1) } : { name: false, text: part },
      ),
  );
}
