import type { HistoryEvent } from '@onefold/contract';
import type { Auth0Identity } from '../auth0/management.ts';
import type { ConfiguredConnection } from '../configuration/server-config.ts';
import { labelOf } from './connection-policy.ts';
import { displayName } from './display-name.ts';

/** An identity as history and notices name it. */
export function eventIdentity(
  { provider, user_id, connection, profileData }: Auth0Identity,
  connections: readonly ConfiguredConnection[],
): NonNullable<HistoryEvent['identity']> {
  const name = displayName(profileData);
  return {
    provider,
    user_id,
    connection,
    label: labelOf(connection, connections),
    ...(name === undefined ? {} : { name }),
  };
}
