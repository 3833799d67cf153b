import type { ManagementCalls } from './management-calls.ts';
import { everyPage, type ManagementClients } from './management-clients.ts';
import { ManagementError } from './management.ts';

/** Sessions and refresh tokens that are ended one by one; with more, all end, and the user signs in again. */
const MOST_ONE_BY_ONE = 20;

/** Dependencies. */
type Parts = Pick<ManagementClients, 'users' | 'sessions' | 'refreshTokens'> & { readonly calls: ManagementCalls };

/** See `Management.endSessions`. Auth0 can end all of a user, or one; it does not say which sign-in a session began with. */
export async function endSessions(parts: Parts, userId: string, except: string | undefined): Promise<void> {
  const others = except === undefined ? null : await othersThan(parts, userId, except);
  const { users, sessions, refreshTokens, calls } = parts;
  if (others === null) {
    await end(() => calls.make('endSessions', 'operation', (options) => users.sessions.delete(userId, options)));
    await end(() =>
      calls.make('endRefreshTokens', 'operation', (options) => users.refreshToken.delete(userId, options)),
    );
    return;
  }
  for (const id of others.sessions) {
    await end(() => calls.make('endSession', 'operation', (options) => sessions.delete(id, options)));
  }
  for (const id of others.tokens) {
    await end(() => calls.make('endRefreshToken', 'operation', (options) => refreshTokens.delete(id, options)));
  }
}

/** Null: so many that all should end. */
async function othersThan(
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
  const others = {
    sessions: sessions.flatMap(({ id }) => (id === undefined || id === session ? [] : [id])),
    tokens: tokens.flatMap(({ id, session_id: of }) => (id === undefined || of === session ? [] : [id])),
  };
  return others.sessions.length + others.tokens.length > MOST_ONE_BY_ONE ? null : others;
}

/** Auth0 answers 404 if the user, session or token does not exist (any more), which is the wanted state. */
async function end(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof ManagementError) || error.status !== 404) throw error;
  }
}
