import { Component } from '@angular/core';
import { ActivityComponent } from '../history/activity.component';
import { SuggestionsSlotComponent } from '../suggestions/suggestions-slot.component';

/** What only a linking server adds below the linked accounts. */
@Component({
  selector: 'onefold-server-parts',
  imports: [ActivityComponent, SuggestionsSlotComponent],
  template: `<onefold-suggestions-slot /><onefold-activity />`,
})
export class ServerPartsComponent {}
