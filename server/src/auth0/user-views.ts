import type { Logger } from 'pino';
import type { Clock } from '../platform/clock.ts';
import { ManagementError, type Auth0User } from './management.ts';
import type { UserCache } from './user-cache.ts';

/** Reads of users, one call each. `next` is called when the call has its slot, so that it includes users queued meanwhile. */
export interface UserReads {
  /** @param next Returns what to read; null: nothing left. */
  read(next: () => UserRead | null): Promise<UserReadResult | null>;
}

/** One user by id, or several by a search. */
export type UserRead =
  { readonly kind: 'get'; readonly userId: string } | { readonly kind: 'search'; readonly userIds: readonly string[] };

/** The result of a read. A search may omit users that exist. */
export interface UserReadResult {
  readonly users: readonly Auth0User[];
}

interface View {
  readonly userId: string;
  readonly version: number;
  direct: boolean;
  readonly resolve: (user: Auth0User | null) => void;
  readonly reject: (error: unknown) => void;
}

/** Maximum number of waiting users in this process: about twenty searches. More would wait too long. */
const MAX_WAITING = 1000;
/** Seconds after which a view that found the queue full should retry. */
const RETRY_AFTER = 5;

/** Users for profile views: cached, each read once for all waiting callers, under load many in one search. */
export class UserViews {
  readonly #parts: { readonly cache: UserCache; readonly reads: UserReads } & {
    readonly clock: Clock;
    readonly logger: Logger;
  };
  /** Current reads by user and version: a caller after a write does not join a read from before it. */
  readonly #pendingReads = new Map<string, Promise<Auth0User | null>>();
  readonly #waiting: View[] = [];
  #isReading = false;

  constructor(
    parts: { readonly cache: UserCache; readonly reads: UserReads } & {
      readonly clock: Clock;
      readonly logger: Logger;
    },
  ) {
    this.#parts = parts;
  }

  async view(userId: string): Promise<Auth0User | null> {
    const { user, version, direct } = await this.#parts.cache.find(userId);
    if (user !== null) return user;
    const key = `${version} ${userId}`;
    const joined = this.#pendingReads.get(key);
    if (joined !== undefined) return joined;
    if (this.#waiting.length >= MAX_WAITING) {
      throw new ManagementError('unavailable', 'Too many profile views are waiting.', { retryAfter: RETRY_AFTER });
    }
    const reading = new Promise<Auth0User | null>((resolve, reject) => {
      this.#waiting.push({ userId, version, direct, resolve, reject });
    }).finally(() => this.#pendingReads.delete(key));
    this.#pendingReads.set(key, reading);
    void this.#readNext();
    return reading;
  }

  /** Waits for one slot at a time; each call takes all users queued by then. Never rejects. */
  async #readNext(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    let batch: View[] = [];
    let readAt = 0;
    const next = (): UserRead | null => {
      batch = this.#takeBatch();
      readAt = this.#parts.clock.now();
      this.#isReading = false;
      if (this.#waiting.length > 0) void this.#readNext();
      const [first] = batch;
      if (first === undefined) return null;
      if (batch.length === 1) return { kind: 'get', userId: first.userId };
      return { kind: 'search', userIds: batch.map(({ userId }) => userId) };
    };
    try {
      const response = await this.#parts.reads.read(next);
      await this.#resolveViews(batch, response?.users ?? [], readAt);
    } catch (error) {
      if (batch.length > 1 && error instanceof ManagementError && error.kind === 'refused') {
        // Auth0 refused the search: read each user separately.
        this.#requeueForDirectRead(batch);
        return;
      }
      // No slot granted: reject all pending views.
      const failed = batch.length > 0 ? batch : this.#waiting.splice(0);
      if (batch.length === 0) this.#isReading = false;
      for (const { reject } of failed) reject(error);
    }
  }

  /** The first of the queue and, if a search may include it, as many others as fit. */
  #takeBatch(): View[] {
    const [first] = this.#waiting;
    if (first === undefined) return [];
    if (first.direct) return this.#waiting.splice(0, 1);
    const searchable = this.#waiting.filter(({ direct }) => !direct);
    const count = countForSearch(searchable.map(({ userId }) => userId));
    const batch = searchable.slice(0, count);
    for (const view of batch) this.#waiting.splice(this.#waiting.indexOf(view), 1);
    return batch;
  }

  async #resolveViews(batch: readonly View[], users: readonly Auth0User[], readAt: number): Promise<void> {
    const found = new Map(users.map((user) => [user.user_id, user]));
    for (const view of batch) {
      const user = found.get(view.userId) ?? null;
      if (user === null && batch.length > 1) {
        // The index may lack the user; only a direct read shows that there is none.
        this.#requeueForDirectRead([view]);
        continue;
      }
      if (user !== null) await this.#saveToCache(user, view.version, readAt);
      view.resolve(user);
    }
  }

  #requeueForDirectRead(views: readonly View[]): void {
    for (const view of views) view.direct = true;
    this.#waiting.unshift(...views);
    void this.#readNext();
  }

  async #saveToCache(user: Auth0User, version: number, readAt: number): Promise<void> {
    try {
      await this.#parts.cache.put(user, version, readAt);
    } catch (error) {
      // The caller still gets the user; the next view asks Auth0 again.
      this.#parts.logger.warn({ err: error }, 'user not cached');
    }
  }
}

/** Maximum number of users of one search. Auth0: a page of users. */
export const MAX_SEARCHED = 50;
/** Maximum length of a query in characters, so that every proxy accepts its URL. */
const MAX_QUERY_LENGTH = 3000;
const SEPARATOR = ' OR ';

/** The query for users by their ids (Auth0: User Search Query Syntax). */
export function userIdQuery(userIds: readonly string[]): string {
  return `user_id:(${userIds.map(phrase).join(SEPARATOR)})`;
}

/** How many of these ids, beginning with the first, fit into one search; at least one. */
function countForSearch(userIds: readonly string[]): number {
  let length = userIdQuery([]).length;
  let count = 0;
  for (const userId of userIds.slice(0, MAX_SEARCHED)) {
    length += phrase(userId).length + SEPARATOR.length;
    if (length > MAX_QUERY_LENGTH) break;
    count++;
  }
  return Math.max(1, count);
}

/** A phrase of a query, in which everything is literal. */
export function phrase(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
