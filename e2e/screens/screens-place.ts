import { LOCAL_CONNECTIONS } from '../../scripts/configuration/connections.mjs';
import type { Place } from '../support/places/place.ts';
import { openServerPlace } from '../support/places/server-place.ts';

/** The reason people read where policy locks a sign-in. */
const REASON = 'Your company manages this sign-in. Ask the service desk to change it.';

/** As `npm start`, with one connection that policy locks. */
export function openScreensPlace(): Promise<Place> {
  const connections = LOCAL_CONNECTIONS.map((connection) =>
    connection.name === 'acme-corp' ? { ...connection, rule: 'locked', reason: REASON } : connection,
  );
  return openServerPlace({ ONEFOLD_CONNECTIONS: JSON.stringify(connections) });
}
