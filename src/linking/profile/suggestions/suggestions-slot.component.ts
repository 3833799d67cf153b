import { Component, type Type, computed, effect, inject, signal } from '@angular/core';
import { LinkingService } from '@onefold/angular';
import { DeferredComponent } from '../deferred/deferred.component';
import type { SuggestionsComponent } from './suggestions.component';

/** Where suggestions appear: their code is fetched when there are any, and nothing is shown before it is there. */
@Component({
  selector: 'onefold-suggestions-slot',
  imports: [DeferredComponent],
  template: `<onefold-deferred [load]="load" [shown]="shown()" [wanted]="wanted()" />`,
})
export class SuggestionsSlotComponent {
  private readonly linking = inject(LinkingService);
  /** Where the code cannot be had, there are no suggestions this time: nobody waits for them. */
  private readonly arrived = signal(false);

  /** Once there were any, the place stays: it tells what became of the last one. */
  protected readonly wanted = signal(false);
  protected readonly shown = computed(() => this.wanted() && this.arrived());

  constructor() {
    effect(() => {
      if ((this.linking.profile()?.suggestions ?? []).length > 0) this.wanted.set(true);
    });
  }

  protected readonly load = async (): Promise<Type<SuggestionsComponent>> => {
    const { SuggestionsComponent } = await import('./suggestions.component');
    this.arrived.set(true);
    return SuggestionsComponent;
  };
}
