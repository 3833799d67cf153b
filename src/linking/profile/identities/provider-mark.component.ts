import { Component, computed, input } from '@angular/core';
import { providerMark } from './provider-marks';

/** A provider's mark. Decorative: the provider's name is always beside it. */
@Component({
  selector: 'onefold-provider-mark',
  template: `
    @if (mark().path; as path) {
      <svg viewBox="0 0 24 24" width="20" height="20"><path fill="currentColor" [attr.d]="path" /></svg>
    } @else {
      {{ mark().letter }}
    }
  `,
  styleUrl: './provider-mark.component.css',
  host: { 'aria-hidden': 'true', '[attr.data-tone]': 'mark().tone' },
})
export class ProviderMarkComponent {
  /** Auth0's strategy, for example `google-oauth2`. */
  readonly provider = input.required<string>();
  readonly label = input.required<string>();

  protected readonly mark = computed(() => providerMark(this.provider(), this.label()));
}
