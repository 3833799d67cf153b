/** One request the tenant has answered. Credentials are kept on purpose: leak tests look for them. */
export interface JournalEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** Query with its `?`, or empty. */
  readonly query: string;
  /** Status of the answer; 0 when the connection was cut. */
  readonly status: number;
  /** The page that asked, from the `Origin` header. */
  readonly origin?: string;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The latest requests, oldest first. Bounded. */
export interface Journal {
  record(entry: JournalEntry): void;
  entries(): readonly JournalEntry[];
  clear(): void;
  /** Tells of each new entry. Returns what ends that. */
  onEntry(listener: (entry: JournalEntry) => void): () => void;
}

/** Makes an empty journal that keeps the last `capacity` entries. */
export function createJournal(capacity = 1000): Journal {
  let entries: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  return {
    record: (entry) => {
      entries.push(entry);
      if (entries.length > capacity) entries.shift();
      for (const listener of listeners) listener(entry);
    },
    entries: () => [...entries],
    clear: () => {
      entries = [];
    },
    onEntry: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
