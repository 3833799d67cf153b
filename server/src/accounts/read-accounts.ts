import { activeUser, readProblem } from '../auth0/active-user.ts';
import type { Auth0Connection, Auth0User, Management } from '../auth0/management.ts';
import { isSameIdentity } from '../auth0/user-id.ts';
import { ProblemError } from '../platform/problem-error.ts';

/** How a user is read: from Auth0; or from Auth0, then cached. */
type ReadMethod = 'getUser' | 'refreshUser';

/** A user, by default past every cache. @throws {ProblemError} `auth0_unavailable`, `rate_limited`. */
export async function readUser(
  management: Management,
  userId: string,
  method: ReadMethod = 'getUser',
): Promise<Auth0User | null> {
  try {
    return await management[method](userId);
  } catch (error) {
    // A read changes nothing, so the reason is all there is to report.
    throw readProblem(error);
  }
}

/** All connections, from the cache. @throws {ProblemError} `auth0_unavailable`, `rate_limited`. */
export async function readConnections(
  management: Pick<Management, 'connections'>,
): Promise<readonly Auth0Connection[]> {
  try {
    return await management.connections();
  } catch (error) {
    // As in `readUser`.
    throw readProblem(error);
  }
}

/** The connections enabled for the portal, past the cache. @throws {ProblemError} `auth0_unavailable`, `rate_limited`. */
export async function readEnabledConnections(management: Management): Promise<readonly Auth0Connection[]> {
  try {
    return await management.enabledConnections();
  } catch (error) {
    // As in `readUser`.
    throw readProblem(error);
  }
}

/**
 * Reads both accounts of a pair.
 *
 * @param method Default: past every cache.
 * @throws {ProblemError} `account_gone` (the main one is deleted), `account_changed` (the other one is deleted, or one is blocked),
 *   `already_linked`, `same_account`, `auth0_unavailable`, `rate_limited`.
 */
export async function readAccountPair(
  management: Management,
  [currentId, otherId]: readonly [string, string],
  method?: ReadMethod,
): Promise<{ readonly current: Auth0User; readonly other: Auth0User }> {
  if (currentId === otherId) throw new ProblemError('same_account');
  const [main, other] = await Promise.all([
    readUser(management, currentId, method),
    readUser(management, otherId, method),
  ]);
  const current = activeUser(main);
  const bar = otherId.indexOf('|');
  const otherMain = { provider: otherId.slice(0, bar), user_id: otherId.slice(bar + 1) };
  if (current.identities.some((identity) => isSameIdentity(identity, otherMain))) {
    throw new ProblemError('already_linked');
  }
  if (other === null || other.blocked) throw new ProblemError('account_changed');
  return { current, other };
}
