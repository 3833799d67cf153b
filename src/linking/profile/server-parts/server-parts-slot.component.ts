import { Component, type Type, signal } from '@angular/core';
import { DeferredComponent } from '../deferred/deferred.component';
import type { ServerPartsComponent } from './server-parts.component';

/** Fetches the parts that a linking server adds below the list, once the list is shown. */
@Component({
  selector: 'onefold-server-parts-slot',
  imports: [DeferredComponent],
  template: `<onefold-deferred [load]="load" [shown]="settled()" [prefetch]="true" />`,
})
export class ServerPartsSlotComponent {
  /** The code has loaded or failed to load; shows no progress before that, since the user did not request it. */
  protected readonly settled = signal(false);

  protected readonly load = (): Promise<Type<ServerPartsComponent>> =>
    import('./server-parts.component')
      .then(({ ServerPartsComponent }) => ServerPartsComponent)
      .finally(() => this.settled.set(true));
}
