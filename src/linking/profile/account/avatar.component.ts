import { Component, computed, input, linkedSignal } from '@angular/core';
import { initials } from '../names/initials';

/** A user's picture, or the initials until it has loaded or if there is none. Decorative: the name is beside it. */
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

/**
 * The address of a picture if it may be shown, else `null`. Pictures come from providers, so only encrypted or embedded
 * ones are loaded: nothing on the local network, no script.
 */
export function safePicture(picture: string | undefined): string | null {
  if (picture === undefined || !URL.canParse(picture)) {
    return null;
  }
  const { protocol, username, password } = new URL(picture);
  if (protocol === 'https:') {
    return username === '' && password === '' ? picture : null;
  }
  return /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(picture) ? picture : null;
}
