import type { Priority } from './call-queue.ts';
import type { RateLimitedCalls } from './rate-limited-calls.ts';
import { everyPage, type ManagementClients } from './management-clients.ts';
import type { Auth0Connection } from './management.ts';
import { UnusableResponseError } from './parse-user.ts';

/** Dependencies of the reader. */
export interface ConnectionSource extends Pick<ManagementClients, 'connections' | 'clients'> {
  readonly calls: RateLimitedCalls;
  /** The application whose enabled connections count: the first portal. */
  readonly clientId: string;
}

/**
 * Reads all connections, and which of them are enabled for the portal: `GET /connections` has no `enabled_clients` any more, so this
 * takes a second list (Auth0: Get enabled connections for a client, `GET /clients/{id}/connections`, scope
 * `read:client_summary`).
 */
export async function readConnections(
  source: ConnectionSource,
  priority: Priority,
): Promise<readonly Auth0Connection[]> {
  const { connections, calls } = source;
  const [all, enabled] = await Promise.all([
    everyPage('connections', (checkpoint) =>
      calls.make('connections', priority, (options) => connections.list(checkpoint, options)),
    ),
    readEnabledConnections(source, priority),
  ]);
  const names = new Set(enabled.map(({ name }) => name));
  return all.map((value) => parseConnection(value, (name) => names.has(name)));
}

/** Reads the connections that are enabled for the portal: one call, or more where there are more than a hundred. */
export async function readEnabledConnections(
  { clients, calls, clientId }: Omit<ConnectionSource, 'connections'>,
  priority: Priority,
): Promise<readonly Auth0Connection[]> {
  const enabled = await everyPage('connections', (checkpoint) =>
    calls.make('enabledConnections', priority, (options) => clients.connections.get(clientId, checkpoint, options)),
  );
  return enabled.map((value) => parseConnection(value, () => true));
}

function parseConnection(value: unknown, isEnabled: (name: string) => boolean): Auth0Connection {
  const [id, name, strategy] = [textOf(value, 'id'), textOf(value, 'name'), textOf(value, 'strategy')];
  return { id, name, strategy, enabled: isEnabled(name) };
}

function textOf(value: unknown, name: string): string {
  const text = memberOf(value, name);
  if (typeof text !== 'string' || text === '')
    throw new UnusableResponseError(`Auth0 returned a connection without ${name}.`);
  return text;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
