import type { Auth0Identity, Auth0User } from '../../auth0/management.ts';
import { ProblemError } from '../../platform/problem-error.ts';

/** How large a user may be, in bytes of JSON (Auth0: limit of a user profile, 10 KB). */
export const PROFILE_LIMIT = 10_240;

/**
 * Checks before a change that a user with these metadata and further identities is within Auth0's limit: Auth0 might refuse
 * only the second half of the change.
 *
 * @throws {ProblemError} `metadata_too_large`.
 */
export function assertProfileFits(
  user: Auth0User,
  metadata: Readonly<Record<string, unknown>>,
  identities: readonly Auth0Identity[],
): void {
  if (!fitsProfile(user, metadata, identities)) throw new ProblemError('metadata_too_large');
}

/** Whether a user with these metadata and further identities is within Auth0's limit. */
export function fitsProfile(
  user: Auth0User,
  metadata: Readonly<Record<string, unknown>> = {},
  identities: readonly Auth0Identity[] = [],
): boolean {
  const entries = Object.entries({ ...user.user_metadata, ...metadata }).filter(([, value]) => value !== null);
  const result = {
    ...user,
    user_metadata: Object.fromEntries(entries),
    identities: [...user.identities, ...identities],
  };
  return Buffer.byteLength(JSON.stringify(result)) <= PROFILE_LIMIT;
}
