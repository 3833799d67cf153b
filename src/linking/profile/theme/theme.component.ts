import { Component } from '@angular/core';

/**
 * Gives the parts of the profile page inside it their colors, corners and font, where they are used without
 * `onefold-profile`.
 *
 * @example
 * <onefold-theme><onefold-activity /></onefold-theme>
 */
@Component({
  selector: 'onefold-theme',
  template: `<ng-content />`,
  styleUrl: './tokens.css',
})
export class ThemeComponent {}
