import { randomUUID } from 'node:crypto';
import type { LoginMode } from '@onefold/contract';
import { readConnections } from '../accounts/read-accounts.ts';
import type { Caller } from '../auth0/access-token-verifier.ts';
import { readActiveUser } from '../auth0/active-user.ts';
import type { Auth0User, Auth0Connection, Management } from '../auth0/management.ts';
import { userIdOf } from '../auth0/user-id.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { IntentRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { sealFacts, type MainSignIn } from './intent-facts.ts';
import { INTENT_LIFETIME } from './intent-lifetime.ts';
import { OPEN_STAGES } from './intent-stage.ts';
import { returnAddress } from './return-address.ts';

/** Maximum number of open intents of one user; a further one replaces the oldest. */
const MAX_OPEN_INTENTS = 5;

/** The data of a new intent. */
export interface NewIntent {
  readonly kind: IntentRow['kind'];
  /** Connection to link; absent for an elevation, which uses the main account's own. */
  readonly connection?: string;
  readonly mode: LoginMode;
  readonly returnTo: string | undefined;
  /** Origin of the portal it begins in. */
  readonly portal: string | undefined;
  readonly caller: Caller;
  readonly browserHash: string;
  readonly language: IntentRow['language'];
}

/**
 * Writes a new intent. Reads the main account, because its sign-in must be known before leg 1, after which the browser's session
 * belongs to the other account.
 *
 * @throws {ProblemError} See `readActiveUser` and `readConnections`.
 */
export async function beginIntent(
  services: {
    readonly store: Store;
    readonly clock: Clock;
    readonly config: ServerConfig;
    readonly sealer: Sealer;
    readonly management: Management;
  },
  intent: NewIntent,
): Promise<IntentRow> {
  const { store, clock, config, sealer, management } = services;
  const user = await readActiveUser(management, intent.caller.subject);
  const main = mainSignIn(user, await readConnections(management));
  const id = randomUUID();
  const now = clock.now();
  const row: IntentRow = {
    id,
    kind: intent.kind,
    subject: intent.caller.subject,
    client_id: intent.caller.clientId,
    organization: intent.caller.organization ?? null,
    stage: 'created',
    mode: intent.mode,
    return_to: returnAddress(intent.returnTo, intent.portal, config),
    connection: intent.connection ?? main.connection,
    browser_hash: intent.browserHash,
    candidate: sealFacts(sealer, id, { main, identities: user.identities.map(userIdOf) }),
    secondary_auth_at: null,
    primary_auth_at: null,
    error_code: null,
    operation_id: null,
    created_at: now,
    expires_at: now + INTENT_LIFETIME,
    language: intent.language,
  };
  await store.transaction(async (trx) => {
    await store.lockKey(trx, `intents of ${row.subject}`);
    await trx
      .updateTable('intents')
      .set({ stage: 'cancelled', candidate: null })
      .where('id', 'in', (olderIntents) =>
        olderIntents
          .selectFrom('intents')
          .select('id')
          .where('subject', '=', row.subject)
          .where('stage', 'in', OPEN_STAGES)
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .limit(1000)
          .offset(MAX_OPEN_INTENTS - 1),
      )
      .execute();
    await trx.insertInto('intents').values(row).execute();
  });
  return row;
}

/**
 * How the main account signs in again: with its main identity, or, if that connection is disabled, with the first identity that
 * works. Auth0 returns the account's own `sub` in both cases.
 */
function mainSignIn(user: Auth0User, connections: readonly Auth0Connection[]): MainSignIn {
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
