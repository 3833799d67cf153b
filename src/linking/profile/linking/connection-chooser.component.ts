import { Component, input, output } from '@angular/core';
import type { LinkableConnection } from '@onefold/angular';
import { ProviderMarkComponent } from '../identities/provider-mark.component';

/** The connections that may be linked, one button each. */
@Component({
  selector: 'onefold-connection-chooser',
  imports: [ProviderMarkComponent],
  templateUrl: './connection-chooser.component.html',
  styleUrl: './connection-chooser.component.css',
})
export class ConnectionChooserComponent {
  protected readonly text = {
    hint: $localize`:@@onefold.link.hint:You sign in to the account you want to add, then confirm it with your main account.`,
  };

  readonly connections = input.required<readonly LinkableConnection[]>();
  /** Emitted in the click itself, so that a window may open. */
  readonly chosen = output<LinkableConnection>();
}
