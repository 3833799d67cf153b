import { DOCUMENT } from '@angular/common';
import { Component, inject, input } from '@angular/core';
import { chosenTheme } from './chosen-theme';
import { listenForTheme } from './listen-for-theme';

/** System, light or dark, as `index.html` has it; `listenForTheme` does what is chosen. */
@Component({
  selector: 'app-theme-choice',
  templateUrl: './theme-choice.component.html',
})
export class ThemeChoiceComponent {
  protected readonly text = {
    title: $localize`:@@app.theme.title:Appearance`,
    system: $localize`:@@app.theme.system:System`,
    light: $localize`:@@app.theme.light:Light`,
    dark: $localize`:@@app.theme.dark:Dark`,
  };
  private readonly document = inject(DOCUMENT);
  protected readonly chosen = chosenTheme(this.document);

  /** Of its radio buttons; another one for each switch of the page. */
  readonly name = input('theme');

  constructor() {
    listenForTheme(this.document);
  }
}
