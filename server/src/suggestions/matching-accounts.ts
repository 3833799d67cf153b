import { isLinkable } from '../accounts/policy/connection-policy.ts';
import type { Auth0Connection, Auth0Identity, Auth0User } from '../auth0/management.ts';
import { userIdOf } from '../auth0/user-id.ts';
import type { ServerConfig } from '../configuration/server-config.ts';

/** An account to suggest, with the identity to sign in with. */
export interface MatchingAccount {
  readonly other: string;
  readonly connection: string;
  readonly provider: string;
}

/** The address to search for: the account's own, if one of its identities proves it; null: do not search. */
export function ownAddress(user: Auth0User): string | null {
  const { email } = user;
  if (email === undefined || !user.email_verified || verifiedIdentities(user, email).length === 0) return null;
  return email;
}

/**
 * Selects which accounts with the same address to suggest: those that prove it, too, are neither blocked nor a part of this account,
 * and can sign in with a connection that is enabled and may be linked.
 */
export function matchingAccounts(
  user: Auth0User,
  address: string,
  found: readonly Auth0User[],
  { policies, connections }: { policies: ServerConfig['connections']; connections: readonly Auth0Connection[] },
): readonly MatchingAccount[] {
  const own = new Set([user.user_id, ...user.identities.map(userIdOf)]);
  return found.flatMap((other) => {
    if (other.blocked || own.has(other.user_id) || other.identities.some((identity) => own.has(userIdOf(identity)))) {
      return [];
    }
    const identity = verifiedIdentities(other, address).find(
      ({ connection }) =>
        isLinkable(connection, policies) && connections.some(({ name, enabled }) => enabled && name === connection),
    );
    if (identity === undefined) return [];
    return [{ other: other.user_id, connection: identity.connection, provider: identity.provider }];
  });
}

/**
 * Microsoft's directories and personal accounts let their administrators and owners write any address into a profile; in a
 * multi-tenant application any directory may sign in (nOAuth, Descope 2023; CVE-2023-3128). Whether Auth0's connection
 * accepts one directory or all is not visible here, so none of them is trusted to verify an address.
 */
const ADDRESS_NOT_OWNED: ReadonlySet<string> = new Set(['waad', 'windowslive', 'azure-ad', 'office365']);

/**
 * The identities of a user that prove the address: it is their own, verified (exactly `true`), and their provider verifies
 * addresses itself.
 */
function verifiedIdentities(user: Auth0User, address: string): readonly Auth0Identity[] {
  return user.identities.filter((identity, index) => {
    if (ADDRESS_NOT_OWNED.has(identity.provider)) return false;
    // The root profile is the primary identity's (Auth0: Normalized User Profile).
    if (index === 0 && user.email_verified && isSame(user.email, address)) return true;
    const { email, email_verified } = identity.profileData;
    return email_verified === true && typeof email === 'string' && isSame(email, address);
  });
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
