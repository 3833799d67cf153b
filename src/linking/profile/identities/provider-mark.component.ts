import { Component, ElementRef, computed, effect, inject, input, signal } from '@angular/core';
import { ɵBRAND_MARKS as BRAND_MARKS } from '@onefold/angular';
import type { BrandMark } from './brand-mark';
import { fetchMark, firstMark, letterMark, own } from './provider-marks';

/** A provider's mark, which `withBrandMarks()` can replace. Decorative: the provider's name is always beside it. */
@Component({
  selector: 'onefold-provider-mark',
  template: `
    @if (picture(); as src) {
      <img alt="" width="24" height="24" [src]="src" />
    } @else if (brand()?.path; as path) {
      <svg viewBox="0 0 24 24" width="20" height="20"><path fill="currentColor" [attr.d]="path" /></svg>
    } @else {
      {{ letter() }}
    }
  `,
  styleUrl: './provider-mark.component.css',
  host: { 'aria-hidden': 'true', '[attr.data-plain]': "colorless() ? '' : null" },
})
export class ProviderMarkComponent {
  /** Auth0's strategy, for example `google-oauth2`. */
  readonly provider = input.required<string>();
  /** Name of the connection, which distinguishes custom social connections. */
  readonly connection = input('');
  readonly label = input.required<string>();

  /** `undefined` while it is being fetched: then the tile is empty, and nothing moves when it comes. */
  private readonly fetched = signal<BrandMark | null | undefined>(undefined);
  private readonly marks = inject(BRAND_MARKS);
  /** The application's own mark. */
  private readonly own = computed(() => own(this.marks, this.connection()) ?? own(this.marks, this.provider()));
  protected readonly picture = computed(() => {
    const mark = this.own();
    return mark && 'src' in mark ? mark.src : null;
  });
  protected readonly brand = computed(() => {
    const mark = this.own();
    if (mark) return 'path' in mark ? mark : null;
    return firstMark(this.provider()) ?? this.fetched();
  });
  protected readonly colorless = computed(() => !this.brand()?.onLight && !this.brand()?.onDark);
  protected readonly letter = computed(() => (this.brand() === null ? letterMark(this.label()) : ''));

  constructor() {
    const { style } = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect(() => {
      // By hand: style bindings would add their runtime (1.7 kB) to the first load.
      for (const [name, color] of [
        ['--_on-light', this.brand()?.onLight],
        ['--_on-dark', this.brand()?.onDark],
      ] as const) {
        if (color) style.setProperty(name, color);
        else style.removeProperty(name);
      }
    });
    effect((onCleanup) => {
      const provider = this.provider();
      if (this.own() || firstMark(provider)) return;
      let wanted = true;
      onCleanup(() => (wanted = false));
      void fetchMark(provider, this.connection()).then((mark) => {
        if (wanted) this.fetched.set(mark);
      });
    });
  }
}
