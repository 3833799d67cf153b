import { Component, type Type, inject } from '@angular/core';
import { DeferredComponent } from '../deferred/deferred.component';
import type { UndoBarComponent } from './undo-bar.component';
import { UndoJourney } from './undo-journey';

/** Offers to undo the latest change, in the list; its code is fetched when there is one. */
@Component({
  selector: 'onefold-undo-slot',
  imports: [DeferredComponent],
  template: `<onefold-deferred [load]="load" [shown]="journey.subject() !== null" />`,
})
export class UndoSlotComponent {
  protected readonly journey = inject(UndoJourney);

  protected readonly load = (): Promise<Type<UndoBarComponent>> =>
    import('./undo-bar.component').then(({ UndoBarComponent }) => UndoBarComponent);
}
