import { Component, type Type, signal } from '@angular/core';
import { DeferredComponent } from '../deferred/deferred.component';
import type { ServerPartsComponent } from './server-parts.component';

/** Fetches, once the list is shown, what a linking server adds below it. */
@Component({
  selector: 'onefold-server-parts-slot',
  imports: [DeferredComponent],
  template: `<onefold-deferred [load]="load" [shown]="settled()" [wanted]="true" />`,
})
export class ServerPartsSlotComponent {
  /** It is there, or could not be had; before that nobody is told of something they have not asked for. */
  protected readonly settled = signal(false);

  protected readonly load = (): Promise<Type<ServerPartsComponent>> =>
    import('./server-parts.component')
      .then(({ ServerPartsComponent }) => ServerPartsComponent)
      .finally(() => this.settled.set(true));
}
