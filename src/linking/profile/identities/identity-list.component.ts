import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  type ComponentRef,
  type TemplateRef,
  type Type,
  computed,
  effect,
  input,
  output,
  signal,
  viewChildren,
} from '@angular/core';
import { type Identity, type IdentityRef, type LinkableConnection, identityKey } from '@onefold/angular';
import { DeferredComponent } from '../deferred/deferred.component';
import { connectionLabel } from './connection-label';
import type { IdentityFilterComponent } from './identity-filter.component';
import { IdentityRowComponent } from './identity-row.component';
import type { IdentityRowContext } from './identity-row-template.directive';
import { rowLabels } from './row-labels';

/** The number of rows from which the list has a filter. */
const FILTER_FROM = 6;

/** The linked identities, with a filter once there are many. */
@Component({
  selector: 'onefold-identity-list',
  imports: [DeferredComponent, IdentityRowComponent, NgTemplateOutlet],
  templateUrl: './identity-list.component.html',
  styleUrl: './identity-list.component.css',
})
export class IdentityListComponent {
  /** Without the primary one. */
  readonly identities = input.required<readonly Identity[]>();
  readonly connections = input.required<readonly LinkableConnection[]>();
  /** Replaces the rows. */
  readonly template = input<TemplateRef<IdentityRowContext>>();
  /** Follows the row whose link can be undone. */
  readonly undo = input<TemplateRef<unknown>>();
  /** Key of that row. */
  readonly undoFor = input<string | null>(null);
  /** Keys of identities being unlinked right now. */
  readonly unlinking = input.required<ReadonlySet<string>>();
  /** Shows no buttons. */
  readonly viewOnly = input(false);
  readonly unlink = output<Identity>();
  /** The user hovers or focuses an unlink button: the dialog can be fetched. */
  readonly prefetch = output();

  protected readonly filtered = computed(() => this.identities().length >= FILTER_FROM);
  protected readonly rows = computed(() => {
    const labels = rowLabels(this.identities(), this.connections());
    return this.identities().map((identity) => {
      const key = identityKey(identity);
      return {
        key,
        identity,
        label: connectionLabel(identity, this.connections()),
        labels: this.viewOnly() ? undefined : labels.get(key),
        busy: this.unlinking().has(key),
        unlink: () => this.unlink.emit(identity),
      };
    });
  });
  /** Keys of the rows that match the filter; `null` for all. */
  private readonly matching = signal<ReadonlySet<string> | null>(null);
  protected readonly shown = computed(() => {
    const matching = this.filtered() ? this.matching() : null;
    return matching ? this.rows().filter(({ key }) => matching.has(key)) : this.rows();
  });
  protected readonly filter = {
    load: (): Promise<Type<IdentityFilterComponent>> =>
      import('./identity-filter.component').then(({ IdentityFilterComponent }) => IdentityFilterComponent),
    arrange: (created: ComponentRef<IdentityFilterComponent>): void => {
      effect(() => created.setInput('rows', this.rows()), { injector: created.injector });
      created.instance.matching.subscribe((keys) => this.matching.set(keys));
    },
  };
  private readonly rowComponents = viewChildren(IdentityRowComponent);

  /** Position of an identity among the rows shown; -1 if it is hidden. */
  positionOf(identity: Identity): number {
    return this.shown().findIndex(({ key }) => key === identityKey(identity));
  }

  /** Focuses the row at a position, or the last one. Returns false if the list is empty. */
  focusRow(position: number): boolean {
    const rows = this.rowComponents();
    const row = rows[Math.max(position, 0)] ?? rows.at(-1);
    row?.focus();
    return row !== undefined;
  }

  /** Focuses the row of an identity. Returns false if it is hidden. */
  focusIdentity(identity: IdentityRef): boolean {
    const key = identityKey(identity);
    const row = this.rowComponents().find((each) => identityKey(each.identity()) === key);
    row?.focus();
    return row !== undefined;
  }
}
