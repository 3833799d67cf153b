import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '../tokens/clock.ts';

/** One request to the tenant. Credentials are kept on purpose: leak tests look for them. */
export interface JournalEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** Query with its `?`, or empty. */
  readonly query: string;
  /** Status of the response; 0 when the connection was cut. */
  readonly status: number;
  /** Origin of the page that sent the request, from the `Origin` header. */
  readonly origin?: string;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The latest requests, oldest first. Bounded. */
export interface Journal {
  record(entry: JournalEntry): void;
  entries(): readonly JournalEntry[];
  clear(): void;
  /** Calls the listener with each new entry. Returns a function that unsubscribes. */
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

interface Environment {
  Bindings: Partial<HttpBindings>;
}

/** Records every request except those to the control and the inspector. Mount it first. */
export function journal(control: { readonly journal: Journal }, clock: Clock): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const at = new Date(clock.now()).toISOString();
    try {
      await next();
    } finally {
      if (!isTenantTool(url.pathname)) {
        const origin = c.req.header('Origin');
        control.journal.record({
          at,
          method: c.req.method,
          path: url.pathname,
          query: url.search,
          status: statusOf(c),
          ...(origin === undefined ? {} : { origin }),
          headers: c.req.header(),
        });
      }
    }
  };
}

/** The status sent; read from Node's own response if the response bypassed Hono (those of `oidc-provider` do). */
function statusOf(c: Context<Environment>): number {
  if (!c.res.headers.has('x-hono-already-sent')) return c.res.status;
  const sent = sentResponse(c.env);
  return sent?.writableEnded === true ? sent.statusCode : 0;
}

/** Absent for requests made in-process. */
function sentResponse(bindings: Partial<HttpBindings> | undefined): HttpBindings['outgoing'] | undefined {
  return bindings?.outgoing;
}

/** Whether a path belongs to the control or the inspector. Auth0 has neither, so faults and journal skip them. */
export function isTenantTool(path: string): boolean {
  return ['/control', '/_inspector'].some((tool) => path === tool || path.startsWith(`${tool}/`));
}
