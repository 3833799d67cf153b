import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Lines on a grid of 24 × 24. */
const ICONS = {
  'arrow-down': 'M12 4v15m-6-6 6 6 6-6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  'chevron-down': 'm6 9 6 6 6-6',
  'chevron-forward': 'm9 5 7 7-7 7',
  close: 'M6 6l12 12M18 6 6 18',
  exit: 'M14 8V6a1 1 0 0 0-1-1H7a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1v-2M10 12h9m-3-3 3 3-3 3',
  flag: 'M6 21V4h11l-2 4 2 4H6',
  lock: 'M6.5 10.5h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5ZM8 10.5V8a4 4 0 0 1 8 0v2.5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  pencil: 'M4 20h4L19.5 8.5a2 2 0 0 0 0-2.8l-1.2-1.2a2 2 0 0 0-2.8 0L4 16v4ZM13.5 6.5l4 4',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20 20',
  warning: 'M12 3 2 20h20L12 3Zm0 7v4m0 3v.5',
} as const;

/** A decorative icon in the color of the text; hidden from screen readers. */
@Component({
  selector: 'onefold-icon',
  template: `
    <svg
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-linecap="round"
      stroke-linejoin="round"
      viewBox="0 0 24 24"
      [attr.height]="size()"
      [attr.stroke-width]="weight()"
      [attr.width]="size()"
    >
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-block;
    }

    svg {
      display: block;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IconComponent {
  readonly name = input.required<keyof typeof ICONS>();
  /** Width and height in pixels. */
  readonly size = input(20);
  /** Width of the lines, in units of the grid. */
  readonly weight = input(2);

  protected readonly path = computed(() => ICONS[this.name()]);
}
