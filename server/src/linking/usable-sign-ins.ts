import type { Auth0Connection, Auth0Identity } from '../auth0/management.ts';

/**
 * The identities one can sign in with: those whose connection is enabled for the portal's application. A password counts
 * where its database is enabled, like any other identity.
 */
export function usableSignIns(
  identities: readonly Auth0Identity[],
  connections: readonly Auth0Connection[],
): readonly Auth0Identity[] {
  const enabled = new Set(connections.filter((each) => each.enabled).map(({ name }) => name));
  return identities.filter(({ connection }) => enabled.has(connection));
}
