import { Component, computed, effect, input, signal } from '@angular/core';
import type { BrandMark } from './brand-mark';
import { letterMark, rareMark, usualMark, type ProviderMark } from './provider-marks';

/** A provider's mark. Decorative: the provider's name is always beside it. */
@Component({
  selector: 'onefold-provider-mark',
  template: `
    @if (path(); as path) {
      <svg viewBox="0 0 24 24" width="20" height="20"><path fill="currentColor" [attr.d]="path" /></svg>
    } @else {
      {{ letter() }}
    }
  `,
  styleUrl: './provider-mark.component.css',
  host: {
    'aria-hidden': 'true',
    '[class.plain]': '!brand()?.onLight && !brand()?.onDark',
    '[style.--_on-light]': 'brand()?.onLight',
    '[style.--_on-dark]': 'brand()?.onDark',
  },
})
export class ProviderMarkComponent {
  /** Auth0's strategy, for example `google-oauth2`. */
  readonly provider = input.required<string>();
  /** Name of the connection, which tells custom social connections apart. */
  readonly connection = input('');
  readonly label = input.required<string>();

  private readonly fetched = signal<BrandMark | null>(null);
  private readonly mark = computed<ProviderMark>(
    () => usualMark(this.provider()) ?? this.fetched() ?? letterMark(this.label()),
  );
  protected readonly brand = computed(() => {
    const mark = this.mark();
    return 'path' in mark ? mark : null;
  });
  protected readonly path = computed(() => this.brand()?.path);
  protected readonly letter = computed(() => {
    const mark = this.mark();
    return 'letter' in mark ? mark.letter : '';
  });

  constructor() {
    effect((onCleanup) => {
      const provider = this.provider();
      if (usualMark(provider)) return;
      let wanted = true;
      onCleanup(() => (wanted = false));
      void rareMark(provider, this.connection()).then((mark) => {
        if (wanted) this.fetched.set(mark);
      });
    });
  }
}
