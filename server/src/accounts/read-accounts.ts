import type { Auth0Connection, Auth0User, Management } from '../auth0/management.ts';
import { isSameIdentity } from '../auth0/user-id.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { readProblem } from './operation/management-problem.ts';

/** A user past every cache. @throws {ProblemError} `auth0_unavailable`, `rate_limited`. */
export async function readUser(management: Management, userId: string): Promise<Auth0User | null> {
  try {
    return await management.getUser(userId);
  } catch (error) {
    // A read has changed nothing: the caller learns the reason and that is all.
    throw readProblem(error);
  }
}

/** The tenant's connections past the cache. @throws {ProblemError} `auth0_unavailable`, `rate_limited`. */
export async function readConnections(management: Management): Promise<readonly Auth0Connection[]> {
  try {
    return await management.connections({ fresh: true });
  } catch (error) {
    // As for users.
    throw readProblem(error);
  }
}

/**
 * Reads the current state of both accounts of a pair.
 *
 * @throws {ProblemError} `already_linked`, `same_account`, `account_changed` (one is deleted or blocked), `auth0_unavailable`,
 *   `rate_limited`.
 */
export async function readPair(
  management: Management,
  currentId: string,
  otherId: string,
): Promise<{ readonly current: Auth0User; readonly other: Auth0User }> {
  if (currentId === otherId) throw new ProblemError('same_account');
  const [current, other] = await Promise.all([readUser(management, currentId), readUser(management, otherId)]);
  const bar = otherId.indexOf('|');
  const main = { provider: otherId.slice(0, bar), user_id: otherId.slice(bar + 1) };
  if (current?.identities.some((identity) => isSameIdentity(identity, main)) === true) {
    throw new ProblemError('already_linked');
  }
  if (current === null || other === null || current.blocked || other.blocked) throw new ProblemError('account_changed');
  return { current, other };
}
