import type { Auth0Connection, Auth0User } from '../auth0/management.ts';
import type { MainSignIn } from './intent-facts.ts';

/**
 * How to ask the main account to sign in again: with its main identity, or, where that connection is switched off, with
 * the first one that works. Auth0 answers with the account's own `sub` either way.
 */
export function mainSignIn(user: Auth0User, connections: readonly Auth0Connection[]): MainSignIn {
  const enabled = new Set(connections.filter((each) => each.enabled).map(({ name }) => name));
  const identity = user.identities.find(({ connection }) => enabled.has(connection)) ?? user.identities[0];
  const hint =
    identity === user.identities[0] ? (user.email ?? user.phone_number) : text(identity.profileData['email']);
  return hint === undefined
    ? { connection: identity.connection }
    : { connection: identity.connection, loginHint: hint };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
