import type { Logger } from 'pino';
import type { Priority } from './call-queue.ts';
import type { RateLimitedCalls } from './rate-limited-calls.ts';
import { requireList, type ManagementClients } from './management-clients.ts';
import { ManagementError, type Auth0User } from './management.ts';
import { parseUser, UnusableResponseError } from './parse-user.ts';
import { MAX_SEARCHED, phrase, userIdQuery, type UserReads } from './user-views.ts';

/** Every way users are read. */
export interface AllUserReads extends UserReads {
  /** Null: there is no such user. */
  get(userId: string, priority: Priority): Promise<Auth0User | null>;
  /**
   * By an address in any case (Auth0: User Search Query Syntax). "Search Users by Email" compares the case, which Auth0 keeps as the
   * provider sends it.
   */
  byEmail(email: string): Promise<readonly Auth0User[]>;
}

/** Reads users through the queue. */
export function readUsers(
  users: ManagementClients['users'],
  calls: RateLimitedCalls,
  logger: Pick<Logger, 'warn'>,
): AllUserReads {
  /** Skips malformed users, so that one of them does not fail the others. */
  const parseEach = (values: readonly unknown[]): Auth0User[] =>
    values.flatMap((value) => {
      try {
        return [parseUser(value)];
      } catch (error) {
        if (!(error instanceof UnusableResponseError)) throw error;
        logger.warn({ err: error }, 'management user ignored');
        return [];
      }
    });

  const search = async (q: string, options: Parameters<typeof users.list>[1]) => {
    const page = await users.list(
      { q, search_engine: 'v3', per_page: MAX_SEARCHED, page: 0, include_totals: true },
      options,
    );
    requireList(page.response, 'users');
    return parseEach(page.data);
  };

  return {
    get: async (userId, priority) =>
      orNull(calls.make('getUser', priority, async (options) => parseUser(await users.get(userId, {}, options)))),
    byEmail: (email) =>
      calls.make('usersByEmail', 'background', (options) => search(`email:${phrase(email)}`, options)),
    read: async (next) => {
      let read: ReturnType<typeof next> | undefined;
      const found = await orNull(
        calls.make('viewUser', 'view', async (options) => {
          // A repetition after 429 sends the same request.
          read ??= next();
          if (read === null) return [];
          if (read.kind === 'search') return search(userIdQuery(read.userIds), options);
          return [parseUser(await users.get(read.userId, {}, options))];
        }),
      );
      return found === null ? null : { users: found };
    },
  };
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    // Auth0: 404 “The user does not exist.” is a result, not a failure.
    if (error instanceof ManagementError && error.status === 404) return null;
    throw error;
  }
}
