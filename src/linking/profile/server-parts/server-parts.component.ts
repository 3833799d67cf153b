import { Component } from '@angular/core';
import { ActivityComponent } from '../history/activity.component';
import { SuggestionsSlotComponent } from '../suggestions/suggestions-slot.component';

/** The sections below the linked accounts that need a linking server. */
@Component({
  selector: 'onefold-server-parts',
  imports: [ActivityComponent, SuggestionsSlotComponent],
  template: `<onefold-suggestions-slot /><onefold-activity />`,
})
export class ServerPartsComponent {}
