import { Component, computed, input, linkedSignal } from '@angular/core';
import { initials } from './initials';
import { safePicture } from './safe-picture';

/** A person's picture, or their initials until it has loaded and where there is none. Decorative: the name is beside it. */
@Component({
  selector: 'onefold-avatar',
  template: `
    <span class="initials">{{ letters() }}</span>
    @if (source(); as src) {
      <img
        alt=""
        decoding="async"
        height="96"
        referrerpolicy="no-referrer"
        width="96"
        [src]="src"
        (error)="source.set(null)"
      />
    }
  `,
  styleUrl: './avatar.component.css',
  host: { 'aria-hidden': 'true' },
})
export class AvatarComponent {
  readonly name = input.required<string>();
  readonly picture = input<string>();

  protected readonly letters = computed(() => initials(this.name()));
  /** Falls back to the initials when loading fails, until another picture comes. */
  protected readonly source = linkedSignal(() => safePicture(this.picture()));
}
