import { Component, type Type, inject, signal } from '@angular/core';
import { IconComponent } from '../icon/icon.component';
import { DeferredComponent } from '../deferred/deferred.component';
import { PageMemory } from '../page-memory';
import type { HistoryComponent } from './history.component';

/** "Activity": the account's history; its code and data are fetched when the user opens it. */
@Component({
  selector: 'onefold-activity',
  imports: [IconComponent, DeferredComponent],
  templateUrl: './activity.component.html',
  styleUrl: './activity.component.css',
})
export class ActivityComponent {
  protected readonly text = {
    title: $localize`:@@onefold.history.title:Activity`,
    lead: $localize`:@@onefold.history.lead:Changes to your sign-ins, with time and device.`,
  };

  protected readonly open = inject(PageMemory).activityOpen;
  /** Fetches the code on hover or focus, so that opening need not wait for it. */
  protected readonly prefetch = signal(false);

  protected readonly load = (): Promise<Type<HistoryComponent>> =>
    import('./history.component').then(({ HistoryComponent }) => HistoryComponent);

  protected toggle(): void {
    this.open.update((open) => !open);
  }
}
