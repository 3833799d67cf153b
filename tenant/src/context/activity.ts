/** What can happen to the people of a tenant. */
export type ActivityKind =
  | 'sign-in'
  | 'link'
  | 'unlink'
  | 'user-created'
  | 'user-changed'
  | 'user-deleted'
  | 'action'
  | 'reset'
  | 'seeded'
  | 'restored';

/** Something that happened, in a sentence. */
export interface Activity {
  /** Grows by one. */
  readonly id: number;
  /** ISO 8601, the tenant's time. */
  readonly at: string;
  readonly kind: ActivityKind;
  /** The user concerned; absent if it concerns all users. */
  readonly user_id?: string;
  readonly text: string;
}

/** The latest activities, oldest first. Bounded. */
export interface ActivityLog {
  record(kind: ActivityKind, text: string, userId?: string): void;
  entries(): readonly Activity[];
  /** Calls the listener with each new one. Returns a function that unsubscribes. */
  onEntry(listener: (activity: Activity) => void): () => void;
}

/** Makes an empty log that keeps the last `capacity` activities; `now` in milliseconds since the epoch. */
export function createActivityLog(now: () => number, capacity = 500): ActivityLog {
  const entries: Activity[] = [];
  const listeners = new Set<(activity: Activity) => void>();
  let count = 0;
  return {
    record: (kind, text, userId) => {
      const at = new Date(now()).toISOString();
      const activity = { id: ++count, at, kind, text, ...(userId === undefined ? {} : { user_id: userId }) };
      entries.push(activity);
      if (entries.length > capacity) entries.shift();
      for (const listener of listeners) listener(activity);
    },
    entries: () => [...entries],
    onEntry: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
