import { Service, signal } from '@angular/core';

/**
 * The window in which the person signs in to the main account again before something is changed (RFC 9470).
 *
 * @internal
 */
@Service()
export class ElevationWindow {
  /** `null` while there is none. */
  readonly shown = signal<Window | null>(null);
}
