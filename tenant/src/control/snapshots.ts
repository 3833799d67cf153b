import type { Snapshot } from '../store/snapshot.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import type { Clock } from './clock.ts';

/** Moments a tenant can go back to: everything stored, and the clock. In memory, gone with the tenant. */
export interface Snapshots {
  /** Returns its id. */
  take(): string;
  /** @throws RangeError for an unknown id */
  restore(id: string): void;
  /** @throws RangeError for an unknown id */
  remove(id: string): void;
}

/** Makes the snapshots of a store. */
export function createSnapshots(store: TenantStore, clock: Clock): Snapshots {
  const taken = new Map<string, { readonly stored: Snapshot; readonly offset: number }>();
  let count = 0;
  const require = (id: string) => {
    const snapshot = taken.get(id);
    if (snapshot === undefined) throw new RangeError(`No snapshot "${id}".`);
    return snapshot;
  };
  return {
    take: () => {
      const id = `snapshot-${++count}`;
      taken.set(id, { stored: store.snapshot(), offset: clock.offset() });
      return id;
    },
    restore: (id) => {
      const { stored, offset } = require(id);
      store.restore(stored);
      clock.reset();
      clock.advance(offset);
    },
    remove: (id) => {
      require(id);
      taken.delete(id);
    },
  };
}
