import type { TenantStore } from '../store/tenant-store.ts';
import type { Clock } from './clock.ts';

/** Moments a tenant can go back to: everything stored, and the clock. In memory, gone with the tenant. */
export interface Snapshots {
  /** Returns its id. */
  take(): string;
  /** @throws RangeError for an unknown id */
  restore(id: string): void;
  /** @throws RangeError for an unknown id */
  drop(id: string): void;
}

/** Makes the snapshots of a store. */
export function createSnapshots({ moments }: TenantStore, clock: Clock): Snapshots {
  const offsets = new Map<string, number>();
  return {
    take: () => {
      const id = moments.take();
      offsets.set(id, clock.offset());
      return id;
    },
    restore: (id) => {
      moments.restore(id);
      clock.reset();
      clock.advance(offsets.get(id) ?? 0);
    },
    drop: (id) => {
      moments.drop(id);
      offsets.delete(id);
    },
  };
}
