import { Component, type Type, computed, effect, inject, signal } from '@angular/core';
import { LinkingService } from '@onefold/angular/linking';
import { DeferredComponent } from '../deferred/deferred.component';
import type { SuggestionsComponent } from './suggestions.component';

/** The slot for suggestions: fetches their code if there are any, and renders nothing until it has loaded. */
@Component({
  selector: 'onefold-suggestions-slot',
  imports: [DeferredComponent],
  template: `<onefold-deferred [load]="load" [shown]="shown()" [prefetch]="needed()" />`,
})
export class SuggestionsSlotComponent {
  private readonly linking = inject(LinkingService);
  /** Whether the code has loaded; suggestions are optional, so a failed load is not reported. */
  private readonly arrived = signal(false);

  /** Stays true after the first suggestion, so that the outcome of the last one remains visible. */
  protected readonly needed = signal(false);
  protected readonly shown = computed(() => this.needed() && this.arrived());

  constructor() {
    effect(() => {
      if ((this.linking.profile()?.suggestions ?? []).length > 0) this.needed.set(true);
    });
  }

  protected readonly load = async (): Promise<Type<SuggestionsComponent>> => {
    const { SuggestionsComponent } = await import('./suggestions.component');
    this.arrived.set(true);
    return SuggestionsComponent;
  };
}
