import type { Migration } from 'kysely/migration';
import { INITIAL } from './001-initial.ts';
import { CONNECTION_LISTS } from './002-connection-lists.ts';
import { HISTORY_MOVES } from './003-history-moves.ts';
import { INTENT_LANGUAGE } from './004-intent-language.ts';
import { SESSION_OF_A_LOGIN } from './005-session-of-a-login.ts';
import { OPERATION_PLACES } from './006-operation-places.ts';
import { OUTBOX_LANES } from './007-outbox-lanes.ts';
import { GROWTH } from './008-growth.ts';
import { EVENT_DETAILS } from './009-event-details.ts';

/** Every version of the tables, in order. A released one never changes; a change is a new one at the end. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-initial': INITIAL,
  '002-connection-lists': CONNECTION_LISTS,
  '003-history-moves': HISTORY_MOVES,
  '004-intent-language': INTENT_LANGUAGE,
  '005-session-of-a-login': SESSION_OF_A_LOGIN,
  '006-operation-places': OPERATION_PLACES,
  '007-outbox-lanes': OUTBOX_LANES,
  '008-growth': GROWTH,
  '009-event-details': EVENT_DETAILS,
};
