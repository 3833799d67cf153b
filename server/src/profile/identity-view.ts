import type { Identity } from '@onefold/contract';
import { configuredLabel, connectionRule } from '../accounts/policy/connection-policy.ts';
import { unlinkLock, usableSignIns } from '../accounts/policy/unlink-rule.ts';
import type { Auth0Connection, Auth0Identity, Auth0User } from '../auth0/management.ts';
import { isSameIdentity, userIdOf } from '../auth0/user-id.ts';
import type { ConfiguredConnection } from '../configuration/server-config.ts';
import type { IdentityFactRow } from '../store/schema.ts';

/** The sign-in of the current session. */
export interface SignIn {
  readonly connection: string;
  /** Epoch milliseconds; null: unknown. */
  readonly at: number | null;
}

/** The data of an identity's view. */
export interface IdentityContext {
  readonly user: Auth0User;
  readonly connections: readonly Auth0Connection[];
  readonly policies: readonly ConfiguredConnection[];
  readonly facts: readonly IdentityFactRow[];
  readonly signIn: SignIn | null;
}

/** The view of an identity; null if its connection is hidden. */
export function identityView(identity: Auth0Identity, context: IdentityContext): Identity | null {
  const { user, connections, policies, facts, signIn } = context;
  if (connectionRule(identity.connection, policies) === 'hidden') return null;
  const known = facts.find((each) => each.identity === userIdOf(identity));
  const { provider, user_id, connection, isSocial, profileData } = identity;
  return {
    provider,
    user_id,
    connection,
    label: configuredLabel(connection, policies),
    is_social: isSocial,
    primary: isSameIdentity(identity, user.identities[0]),
    current: signIn !== null && identityOfSignIn(user, signIn) === identity,
    usable: usableSignIns([identity], connections).length > 0,
    lock: unlinkLock(identity, user, policies, connections),
    nickname: known?.nickname ?? null,
    linked_at: isoOrNull(known?.linked_at),
    last_used_at: isoOrNull(known?.last_used_at),
    profile_data: profileData,
  };
}

/** The identity of a sign-in; undefined if several have its connection, because a guess would mislead. */
export function identityOfSignIn({ identities }: Auth0User, { connection }: SignIn): Auth0Identity | undefined {
  const candidates = identities.filter((each) => each.connection === connection);
  return candidates.length === 1 ? candidates[0] : undefined;
}

function isoOrNull(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : new Date(time).toISOString();
}
