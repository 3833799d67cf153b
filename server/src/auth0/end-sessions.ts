import type { RateLimitedCalls } from './rate-limited-calls.ts';
import { everyPage, type ManagementClients } from './management-clients.ts';
import { ManagementError } from './management.ts';

/** Maximum number of sessions and refresh tokens ended one by one; if there are more, all end, and the user signs in again. */
const MAX_SINGLE_DELETIONS = 20;

/** Dependencies. */
type Parts = Pick<ManagementClients, 'users' | 'refreshTokens'> & { readonly calls: RateLimitedCalls };

/** See `Management.endSessions`. Auth0 can end all of a user, or one; it does not say which sign-in a session began with. */
export async function endSessions(parts: Parts, userId: string, except: string | undefined): Promise<void> {
  const others = except === undefined ? null : await sessionsExcept(parts, userId, except);
  const { users, refreshTokens, calls } = parts;
  if (others === null) {
    // Both kinds in one call (Auth0: Revoke User Access).
    await end(() => calls.make('revokeAccess', 'operation', (options) => users.revokeAccess(userId, {}, options)));
    return;
  }
  for (const session_id of others.sessions) {
    // Together with its refresh tokens.
    await end(() =>
      calls.make('revokeAccess', 'operation', (options) => users.revokeAccess(userId, { session_id }, options)),
    );
  }
  for (const id of others.tokens) {
    await end(() => calls.make('endRefreshToken', 'operation', (options) => refreshTokens.delete(id, options)));
  }
}

/** Null: too many, so all should end. */
async function sessionsExcept(
  { users, calls }: Parts,
  userId: string,
  session: string,
): Promise<{ readonly sessions: readonly string[]; readonly tokens: readonly string[] } | null> {
  const [sessions, tokens] = await Promise.all([
    everyPage('sessions', (checkpoint) =>
      calls.make('sessions', 'operation', (options) => users.sessions.list(userId, checkpoint, options)),
    ),
    everyPage('tokens', (checkpoint) =>
      calls.make('refreshTokens', 'operation', (options) => users.refreshToken.list(userId, checkpoint, options)),
    ),
  ]);
  const known = new Set(sessions.map(({ id }) => id));
  const others = {
    sessions: sessions.flatMap(({ id }) => (id === undefined || id === session ? [] : [id])),
    // Refresh tokens of sessions that ended before.
    tokens: tokens.flatMap(({ id, session_id: of }) =>
      id === undefined || of === session || known.has(of ?? undefined) ? [] : [id],
    ),
  };
  return others.sessions.length + others.tokens.length > MAX_SINGLE_DELETIONS ? null : others;
}

/** 404 means that the user, session or token does not exist, which is the desired state. */
async function end(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof ManagementError) || error.status !== 404) throw error;
  }
}
