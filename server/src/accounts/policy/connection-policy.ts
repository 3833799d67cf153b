import type { LinkableConnection } from '@onefold/contract';
import type { Auth0Connection } from '../../auth0/management.ts';
import type { ConfiguredConnection } from '../../configuration/server-config.ts';

/** The configured label of a connection, else its name. */
export function configuredLabel(connection: string, connections: readonly ConfiguredConnection[]): string {
  return connections.find(({ name }) => name === connection)?.label ?? connection;
}

/**
 * The rule for a connection's identities. A connection that is not configured is `unlisted`: its identities can be unlinked, but
 * not linked.
 */
export function connectionRule(
  connection: string,
  connections: readonly ConfiguredConnection[],
): ConfiguredConnection['rule'] | 'unlisted' {
  return connections.find(({ name }) => name === connection)?.rule ?? 'unlisted';
}

/** Whether the policy allows users to link accounts of a connection. */
export function isLinkable(connection: string, connections: readonly ConfiguredConnection[]): boolean {
  return ['open', 'required'].includes(connectionRule(connection, connections));
}

/** The connections whose accounts users may link: configured, not locked nor hidden, and enabled at Auth0. */
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
