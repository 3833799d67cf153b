import type { LinkableConnection } from '@onefold/contract';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';

/**
 * The connection, if a person may link accounts of it now.
 *
 * @throws {ProblemError} `connection_not_allowed`, whether it is unknown, ruled out by policy or switched off at Auth0.
 * @throws {ManagementError}
 */
export async function requireLinkable(
  { config, management }: Pick<Services, 'config' | 'management'>,
  name: string,
): Promise<LinkableConnection> {
  const configured = config.connections.find((each) => each.name === name);
  if (configured?.rule !== 'open' && configured?.rule !== 'required') throw new ProblemError('connection_not_allowed');
  const connection = (await management.connections()).find((each) => each.name === name);
  if (connection?.enabled !== true) throw new ProblemError('connection_not_allowed');
  return { name, label: configured.label, provider: configured.provider ?? connection.strategy };
}

/** What to call the connection of an intent, whatever has become of it since. */
export async function describeConnection(
  { config, management }: Pick<Services, 'config' | 'management'>,
  name: string,
): Promise<LinkableConnection> {
  const configured = config.connections.find((each) => each.name === name);
  const provider =
    configured?.provider ?? (await management.connections()).find((each) => each.name === name)?.strategy;
  return { name, label: configured?.label ?? name, provider: provider ?? name };
}
