import { ProblemError } from '../platform/problem-error.ts';
import { type Auth0User, type Management, ManagementError } from './management.ts';

/**
 * The user of an access token, past the cache, before a change: a token outlives the block or the deletion of its account. Each
 * change takes one call from the user's own share of the rate.
 *
 * @throws {ProblemError} `account_gone`, `account_changed` (blocked), `rate_limited`, `auth0_unavailable`.
 */
export async function readActiveUser(
  management: Pick<Management, 'admit' | 'refreshUser'>,
  subject: string,
): Promise<Auth0User> {
  try {
    const user = await management.admit({ subject, calls: 1, urgent: true }, () => management.refreshUser(subject));
    return activeUser(user);
  } catch (error) {
    throw readProblem(error);
  }
}

/** A user who may change something. @throws {ProblemError} `account_gone`, `account_changed` (blocked). */
export function activeUser(user: Auth0User | null): Auth0User {
  if (user === null) throw new ProblemError('account_gone');
  if (user.blocked) throw new ProblemError('account_changed');
  return user;
}

/** Converts a failed read, which has changed nothing, to the caller's error. */
export function readProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof ManagementError)) throw error;
  const { retryAfter } = error;
  return new ProblemError(error.status === 429 ? 'rate_limited' : 'auth0_unavailable', {
    cause: error,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}
