import type { LinkableConnection } from '@onefold/contract';
import type { Auth0Connection } from '../auth0/management.ts';
import type { ConfiguredConnection } from '../configuration/server-config.ts';
import { isLinkable } from './connection-policy.ts';

/** The connections people may link accounts of: configured, not locked nor hidden, and enabled at Auth0. */
export function linkableConnections(
  configured: readonly ConfiguredConnection[],
  connections: readonly Auth0Connection[],
): LinkableConnection[] {
  return configured.flatMap(({ name, label, provider }) => {
    const connection = connections.find((each) => each.name === name);
    if (connection?.enabled !== true || !isLinkable(name, configured)) return [];
    return [{ name, label, provider: provider ?? connection.strategy }];
  });
}
