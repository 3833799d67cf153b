import { ɵlocalNumber as localNumber, ɵplural as plural } from '@onefold/angular';
import { Component, computed, input, output, signal } from '@angular/core';
import type { LinkableConnection } from '@onefold/angular';
import { IconComponent } from '../icon/icon.component';
import { ProviderMarkComponent } from '../identities/provider-mark.component';
import { TextFieldComponent } from '../text-field/text-field.component';
import { SentenceComponent } from '../sentence/sentence.component';
import { isolated } from '../sentence/isolated';
import { connectionGroups, matchesLabel } from './connection-groups';
import { uniqueId } from '../unique-id';
import { NeedsNetworkDirective } from '../network';

/** Above this number of connections a search field helps. */
const MANY = 6;

/** The connections that may be linked, one button each; many can be searched. */
@Component({
  selector: 'onefold-connection-chooser',
  imports: [IconComponent, ProviderMarkComponent, SentenceComponent, TextFieldComponent, NeedsNetworkDirective],
  templateUrl: './connection-chooser.component.html',
  styleUrls: ['../theme/buttons.css', './connection-chooser.component.css'],
})
export class ConnectionChooserComponent {
  protected readonly text = {
    hint: $localize`:@@onefold.link.hint:You’ll sign in twice: to the account you’re adding, then to your main account to confirm it’s you.`,
    search: $localize`:@@onefold.link.search:Search providers`,
    company: $localize`:@@onefold.link.company:Work account`,
    showAll: $localize`:@@onefold.link.showAllConnections:Show all`,
    none: $localize`:@@onefold.link.noConnections:There’s nothing to link right now.`,
  };

  readonly connections = input.required<readonly LinkableConnection[]>();
  /** Emitted in the click itself, so that a window may open. */
  readonly chosen = output<LinkableConnection>();

  protected readonly id = uniqueId();
  protected readonly query = signal('');
  protected readonly searchable = computed(() => this.connections().length > MANY);
  private readonly found = computed(() =>
    this.connections().filter((connection) => matchesLabel(connection, this.query())),
  );
  protected readonly groups = computed(() => connectionGroups(this.found()));
  /** The result of the search, also for screen readers. */
  protected readonly result = computed(() => {
    const [found, all] = [this.found().length, this.connections().length];
    if (this.query().trim() === '') return '';
    return found === 0
      ? $localize`:@@onefold.link.searchNone:No providers match “${isolated(this.query().trim())}:query:”.`
      : plural(
          found,
          $localize`:@@onefold.link.searchCount:one {# of ${localNumber(all)}:all: shown} other {# of ${localNumber(all)}:all: shown}`,
        );
  });
}
