import {
  ERROR_CODES,
  type Elevation,
  type LinkableConnection,
  type LinkIntent,
  type MergePreview,
} from '@onefold/contract';
import { serverAddress } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { IntentRow } from '../store/schema.ts';
import type { IntentFacts } from './intent-facts.ts';
import { stageAt } from './intent-stage.ts';

/** Common view of both kinds of intent. */
type SharedFields = Pick<LinkIntent, 'id' | 'expires_at' | 'start_url' | 'error'>;

/** The owner's view of a link intent. */
export function linkIntentView(
  row: IntentRow,
  seen: {
    readonly now: number;
    readonly config: Pick<ServerConfig, 'publicOrigin' | 'basePath'>;
    readonly connection: LinkableConnection;
    readonly facts: IntentFacts | null;
    readonly preview: MergePreview | null;
  },
): LinkIntent {
  const stage = stageAt(row, seen.now);
  if (stage === 'done') throw new Error('A link intent is never "done", which is a stage of elevations.');
  return {
    ...sharedFields(row, stage, seen.config),
    // The first sign-in is over, even if refused: the reason is reported after the second one.
    stage: stage === 'created' && row.error_code !== null ? 'proved' : stage,
    connection: seen.connection,
    expires_in: Math.max(0, Math.floor((row.expires_at - seen.now) / 1000)),
    candidate: seen.facts?.proved?.candidate ?? (stage === 'failed' ? seen.facts?.refused : null) ?? null,
    preview: seen.preview,
  };
}

/** The owner's view of an elevation. */
export function elevationView(
  row: IntentRow,
  seen: {
    readonly now: number;
    readonly config: Pick<ServerConfig, 'publicOrigin' | 'basePath'>;
    /** When the login ceases to be fresh, epoch milliseconds. */
    readonly freshUntil: number | null;
  },
): Elevation {
  const stage = stageAt(row, seen.now);
  if (stage === 'proved' || stage === 'ready' || stage === 'linking' || stage === 'linked') {
    throw new Error(`An elevation is never "${stage}", which is a stage of links.`);
  }
  return {
    ...sharedFields(row, stage, seen.config),
    stage,
    fresh_until: seen.freshUntil === null ? null : new Date(seen.freshUntil).toISOString(),
  };
}

function sharedFields(
  row: IntentRow,
  stage: IntentRow['stage'],
  config: Pick<ServerConfig, 'publicOrigin' | 'basePath'>,
): SharedFields {
  // Until the intent has failed, the error waits for the second sign-in, see `prove-other-account.ts`.
  const code = stage === 'failed' ? row.error_code : null;
  return {
    id: row.id,
    expires_at: new Date(row.expires_at).toISOString(),
    start_url: serverAddress(config, `/v1/link-intents/${row.id}/start`).href,
    error: code === null ? null : { code, title: ERROR_CODES[code].title },
  };
}
