import { ɵlocalNumber as localNumber, ɵplural as plural } from '@onefold/angular';
import { Component, computed, effect, input, output, signal } from '@angular/core';
import type { Identity } from '@onefold/angular';
import { TextFieldComponent } from '../text-field/text-field.component';

/** A linked identity, as the filter needs it. */
export interface FilteredRow {
  readonly key: string;
  readonly identity: Identity;
  /** Display name of the connection. */
  readonly label: string;
}

/** The filter of a long list; fetched only where the list is long. */
@Component({
  selector: 'onefold-identity-filter',
  imports: [TextFieldComponent],
  templateUrl: './identity-filter.component.html',
  styleUrl: './identity-filter.component.css',
})
export class IdentityFilterComponent {
  protected readonly text = {
    filter: $localize`:@@onefold.identities.filter:Filter linked accounts`,
    hint: $localize`:@@onefold.identities.filterHint:Name, email or provider`,
    noMatch: $localize`:@@onefold.identities.noMatch:No linked accounts match.`,
  };

  readonly rows = input.required<readonly FilteredRow[]>();
  /** Keys of the rows that match; `null` while the filter is empty. */
  readonly matching = output<ReadonlySet<string> | null>();

  protected readonly query = signal('');
  private readonly matches = computed(() => {
    const query = this.query().trim();
    if (query === '') return null;
    const rows = this.rows().filter(({ identity, label }) => matchesQuery(identity, label, query));
    return new Set(rows.map(({ key }) => key));
  });
  protected readonly found = computed(() => {
    const shown = this.matches()?.size;
    if (shown === undefined) return '';
    if (shown === 0) return this.text.noMatch;
    return plural(
      this.rows().length,
      $localize`:@@onefold.identities.matches:one {${localNumber(shown)}:shown: of # linked account shown} other {${localNumber(shown)}:shown: of # linked accounts shown}`,
    );
  });

  constructor() {
    effect(() => this.matching.emit(this.matches()));
  }
}

/** Whether an identity matches the text of the filter: every word occurs somewhere, ignoring accents. */
export function matchesQuery(identity: Identity, label: string, query: string): boolean {
  const { name, nickname, username, email, phone_number } = identity.profileData;
  const text = plain(
    [identity.nickname, label, identity.connection, name, nickname, username, email, phone_number].join(' '),
  );
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
