import { Component, ElementRef, computed, effect, inject, input, signal } from '@angular/core';
import type { BrandMark } from './brand-mark';
import { fetchMark, firstMark, letterMark } from './provider-marks';

/** A provider's mark. Decorative: the provider's name is always beside it. */
@Component({
  selector: 'onefold-provider-mark',
  template: `
    @if (brand()?.path; as path) {
      <svg viewBox="0 0 24 24" width="20" height="20"><path fill="currentColor" [attr.d]="path" /></svg>
    } @else {
      {{ letter() }}
    }
  `,
  styleUrl: './provider-mark.component.css',
  host: { 'aria-hidden': 'true', '[attr.data-plain]': "colourless() ? '' : null" },
})
export class ProviderMarkComponent {
  /** Auth0's strategy, for example `google-oauth2`. */
  readonly provider = input.required<string>();
  /** Name of the connection, which distinguishes custom social connections. */
  readonly connection = input('');
  readonly label = input.required<string>();

  /** `undefined` while it is being fetched: then the tile is empty, and nothing moves when it comes. */
  private readonly fetched = signal<BrandMark | null | undefined>(undefined);
  protected readonly brand = computed(() => firstMark(this.provider()) ?? this.fetched());
  protected readonly colourless = computed(() => !this.brand()?.onLight && !this.brand()?.onDark);
  protected readonly letter = computed(() => (this.brand() === null ? letterMark(this.label()) : ''));

  constructor() {
    const { style } = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect(() => {
      // By hand: bindings of styles would bring their runtime, 1.7 kB, into the first picture.
      for (const [name, colour] of [
        ['--_on-light', this.brand()?.onLight],
        ['--_on-dark', this.brand()?.onDark],
      ] as const) {
        if (colour) style.setProperty(name, colour);
        else style.removeProperty(name);
      }
    });
    effect((onCleanup) => {
      const provider = this.provider();
      if (firstMark(provider)) return;
      let wanted = true;
      onCleanup(() => (wanted = false));
      void fetchMark(provider, this.connection()).then((mark) => {
        if (wanted) this.fetched.set(mark);
      });
    });
  }
}
