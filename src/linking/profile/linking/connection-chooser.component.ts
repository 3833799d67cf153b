import { Component, computed, input, output, signal } from '@angular/core';
import type { LinkableConnection } from '@onefold/angular';
import { IconComponent } from '../icon/icon.component';
import { ProviderMarkComponent } from '../identities/provider-mark.component';
import { SentenceComponent } from '../sentence/sentence.component';
import { isolated } from '../sentence/isolated';
import { connectionGroups, matchesLabel } from './connection-groups';
import { uniqueId } from './unique-id';

/** Above this number of connections a search field helps. */
const MANY = 6;

/** The connections that may be linked, one button each; many can be searched. */
@Component({
  selector: 'onefold-connection-chooser',
  imports: [IconComponent, ProviderMarkComponent, SentenceComponent],
  templateUrl: './connection-chooser.component.html',
  styleUrls: ['../theme/buttons.css', './connection-chooser.component.css'],
})
export class ConnectionChooserComponent {
  protected readonly text = {
    hint: $localize`:@@onefold.link.hint:You will sign in twice: first to the account you want to add, then to your main account, to confirm that it is you.`,
    search: $localize`:@@onefold.link.search:Search providers`,
    company: $localize`:@@onefold.link.company:Company sign-in`,
    showAll: $localize`:@@onefold.link.showAllConnections:Show all`,
    none: $localize`:@@onefold.link.noConnections:There is no account that could be linked here at the moment.`,
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
  /** What the search found, for the ear, too. */
  protected readonly result = computed(() => {
    const [found, all] = [this.found().length, this.connections().length];
    if (this.query().trim() === '') return '';
    return found === 0
      ? $localize`:@@onefold.link.searchNone:No provider is called ${isolated(this.query().trim())}:query:.`
      : $localize`:@@onefold.link.searchCount:Shown: ${found}:found: of ${all}:all:`;
  });

  protected search(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
  }
}
