import type { Auth0Connection, Auth0Identity, Auth0User } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { isLinkable } from '../linking/connection-policy.ts';
import { vouchingIdentities } from './vouching-identity.ts';

/** An account to suggest, by the identity one would sign in with. */
export interface MatchingAccount {
  readonly other: string;
  readonly connection: string;
  readonly provider: string;
}

/**
 * The address to look for: the account's own, if an identity of it proves it; null: nothing is looked for.
 */
export function ownAddress(user: Auth0User): string | null {
  const { email } = user;
  if (email === undefined || !user.email_verified || vouchingIdentities(user, email).length === 0) return null;
  return email;
}

/**
 * Which of the accounts with the same address are suggested: proved on that side, too, not blocked, not this one nor a part
 * of it, and to be signed in to by a connection that is enabled and may be linked.
 */
export function matchingAccounts(
  user: Auth0User,
  address: string,
  found: readonly Auth0User[],
  { policies, connections }: { policies: ServerConfig['connections']; connections: readonly Auth0Connection[] },
): readonly MatchingAccount[] {
  const own = new Set([user.user_id, ...user.identities.map(keyOf)]);
  return found.flatMap((other) => {
    if (other.blocked || own.has(other.user_id) || other.identities.some((identity) => own.has(keyOf(identity)))) {
      return [];
    }
    const identity = vouchingIdentities(other, address).find(
      ({ connection }) =>
        isLinkable(connection, policies) && connections.some(({ name, enabled }) => enabled && name === connection),
    );
    if (identity === undefined) return [];
    return [{ other: other.user_id, connection: identity.connection, provider: identity.provider }];
  });
}

function keyOf({ provider, user_id }: Auth0Identity): string {
  return `${provider}|${user_id}`;
}
