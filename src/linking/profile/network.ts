import { DOCUMENT } from '@angular/common';
import { DestroyRef, Directive, Injectable, type Signal, inject, input, signal } from '@angular/core';

/** Whether the browser reports a network connection. */
@Injectable({ providedIn: 'root' })
export class Network {
  readonly online: Signal<boolean>;

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    const online = signal(view?.navigator.onLine ?? true);
    const update = ({ type }: Event): void => online.set(type === 'online');
    view?.addEventListener('online', update);
    view?.addEventListener('offline', update);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('online', update);
      view?.removeEventListener('offline', update);
    });
    this.online = online.asReadonly();
  }
}

/**
 * A button that needs the network. Without one it looks disabled, but keeps the focus and can be pressed: the error then
 * explains why nothing happens.
 */
@Directive({
  selector: 'button[onefoldNeedsNetwork]',
  host: { '[attr.aria-disabled]': 'busy() || !online() || null' },
})
export class NeedsNetworkDirective {
  /** It is also disabled while its action runs. */
  readonly busy = input(false, { alias: 'onefoldNeedsNetwork', transform: (busy: boolean | '') => busy === true });
  protected readonly online = inject(Network).online;
}
