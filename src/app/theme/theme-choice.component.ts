import { DOCUMENT } from '@angular/common';
import { Component, inject, input } from '@angular/core';
import { chosenTheme } from './chosen-theme';
import { listenForTheme } from './listen-for-theme';

/** The theme switch: system, light or dark. `index.html` has the same; `listenForTheme` applies the choice. */
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

  /** Name of the group of radio buttons; unique for each switch of the page. */
  readonly name = input('theme');

  constructor() {
    listenForTheme(this.document);
  }
}
