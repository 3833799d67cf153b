import { Component, ElementRef, computed, effect, inject, input, signal } from '@angular/core';
import { ɵBRAND_MARKS as BRAND_MARKS } from '@onefold/angular';
import { initials } from '../names/initials';
import type { BrandMark } from './brand-mark';
import { FIRST_BRAND_MARKS } from './first-brand-marks';

const KEY_PATH =
  'M14.5 3a6.5 6.5 0 0 0-6.2 8.5L3 16.8V21h4.2v-2.6h2.6v-2.6h1.6l1-1A6.5 6.5 0 1 0 14.5 3Zm2 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z';

/** The sign-in of most main accounts. */
const DATABASES = ['auth0', 'Username-Password-Authentication'];

/** Strategies that are the same brand as another one. */
const ALIASES: Readonly<Record<string, string>> = { 'google-apps': 'google-oauth2', 'paypal-sandbox': 'paypal' };

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

  /** `undefined` while it is being fetched: then the tile is empty, so that nothing moves later. */
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

/** The mark of a provider that is drawn at once; `null` for one whose mark, if there is any, must be fetched. */
function firstMark(provider: string): BrandMark | null {
  return DATABASES.includes(provider) ? { path: KEY_PATH } : own(FIRST_BRAND_MARKS, brandOf(provider));
}

/**
 * Fetches the mark of any other provider, by strategy or, where that is a custom one (`oauth2`), by connection.
 * `null` if there is none or it cannot be fetched.
 */
export async function fetchMark(provider: string, connection: string): Promise<BrandMark | null> {
  const brand = brandOf(provider);
  try {
    const { PLAIN_SHAPES: plain, DEFAULT_BRAND_MARKS: usual } = await import('./plain-shapes');
    const mark = own(plain, provider) ?? own(usual, brand) ?? own(usual, connection);
    if (mark) return mark;
    const { RARE_BRAND_MARKS: rare } = await import('./rare-brand-marks');
    return own(rare, brand) ?? own(rare, connection);
  } catch {
    // It is decorative: a letter replaces it, beside the provider's name.
    return null;
  }
}

/** The first letter of a provider's display name. */
function letterMark(label: string): string {
  return initials(label).charAt(0) || '?';
}

function brandOf(provider: string): string {
  return own(ALIASES, provider) ?? provider;
}

/** An own property only: an administrator may name a connection `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
