import { Component, computed, input, output, signal, viewChildren } from '@angular/core';
import { type Identity, type IdentityRef, type LinkableConnection, identityKey } from '@onefold/angular';
import { connectionLabel } from './connection-label';
import { IdentityRowComponent } from './identity-row.component';
import { matchesQuery } from './matches-query';
import { rowLabels } from './row-labels';

/** From so many rows on, there is a filter. */
const FILTER_FROM = 6;

let count = 0;

/** The linked identities, with a filter once there are many. */
@Component({
  selector: 'onefold-identity-list',
  imports: [IdentityRowComponent],
  templateUrl: './identity-list.component.html',
  styleUrl: './identity-list.component.css',
})
export class IdentityListComponent {
  protected readonly text = {
    filter: $localize`:@@onefold.identities.filter:Filter linked accounts`,
    hint: $localize`:@@onefold.identities.filterHint:Name, e-mail or provider`,
    noMatch: $localize`:@@onefold.identities.noMatch:No linked account matches.`,
  };

  /** Without the primary one. */
  readonly identities = input.required<readonly Identity[]>();
  readonly connections = input.required<readonly LinkableConnection[]>();
  /** Keys of identities being unlinked right now. */
  readonly unlinking = input.required<ReadonlySet<string>>();
  readonly unlink = output<Identity>();
  /** Somebody reaches for a button that unlinks. */
  readonly reached = output();

  protected readonly filterId = `onefold-filter-${String(++count)}`;
  protected readonly query = signal('');
  protected readonly filtered = computed(() => this.identities().length >= FILTER_FROM);
  protected readonly rows = computed(() => {
    const labels = rowLabels(this.identities(), this.connections());
    return this.identities().map((identity) => {
      const key = identityKey(identity);
      return {
        key,
        identity,
        label: connectionLabel(identity, this.connections()),
        labels: labels.get(key),
        busy: this.unlinking().has(key),
      };
    });
  });
  protected readonly shown = computed(() => {
    const query = this.filtered() ? this.query().trim() : '';
    return query === ''
      ? this.rows()
      : this.rows().filter(({ identity, label }) => matchesQuery(identity, label, query));
  });
  protected readonly matches = computed(() => {
    const shown = this.shown().length;
    return $localize`:@@onefold.identities.matches:${shown}:shown: of ${this.rows().length}:all: linked accounts shown`;
  });
  private readonly rowComponents = viewChildren(IdentityRowComponent);

  /** Position of an identity among the rows shown; -1 where it is not shown. */
  positionOf(identity: Identity): number {
    return this.shown().findIndex(({ key }) => key === identityKey(identity));
  }

  /** Puts the focus on the row at a position, or on the last one. False where there is no row at all. */
  focusRow(position: number): boolean {
    const rows = this.rowComponents();
    const row = rows[Math.max(position, 0)] ?? rows.at(-1);
    row?.focus();
    return row !== undefined;
  }

  /** Puts the focus on the row of an identity. False where it is not shown. */
  focusIdentity(identity: IdentityRef): boolean {
    const key = identityKey(identity);
    const row = this.rowComponents().find((each) => identityKey(each.identity()) === key);
    row?.focus();
    return row !== undefined;
  }

  protected filter(event: Event): void {
    if (event.target instanceof HTMLInputElement) {
      this.query.set(event.target.value);
    }
  }
}
