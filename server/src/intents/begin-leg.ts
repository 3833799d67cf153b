import { tokenHash } from '../secrets/sealer.ts';
import type { Services } from '../services.ts';
import type { IntentRow, LegRow } from '../store/schema.ts';
import { openFacts, type MainSignIn } from './intent-facts.ts';
import type { LegSecrets } from './leg-secrets.ts';

/** Sign-ins of one intent that can be under way at once: a person who goes back and forth begins several. */
const MOST_LEGS = 10;

/** What beginning a leg needs. */
export type LegServices = Pick<Services, 'store' | 'clock' | 'sealer' | 'authorizationServer'>;

/**
 * Begins a sign-in: `secondary` for the account to add, `primary` for the main account.
 *
 * @returns Where to send the browser. @throws {ProblemError} `auth0_unavailable`.
 */
export async function beginLeg(services: LegServices, intent: IntentRow, leg: LegRow['leg']): Promise<string> {
  const { store, clock, sealer, authorizationServer } = services;
  const signIn: MainSignIn = leg === 'secondary' ? { connection: intent.connection } : mainOf(services, intent);
  const startedAt = clock.now();
  const { url, secrets } = await authorizationServer.begin({
    ...signIn,
    ...(intent.organization === null ? {} : { organization: intent.organization }),
    ...(intent.language === null ? {} : { language: intent.language }),
  });
  const stateHash = tokenHash(secrets.state);
  const kept: LegSecrets = { nonce: secrets.nonce, codeVerifier: secrets.codeVerifier, connection: signIn.connection };
  await store.transaction(async (trx) => {
    const older = trx
      .selectFrom('legs')
      .select('state_hash')
      .where('intent_id', '=', intent.id)
      .orderBy('started_at', 'desc')
      .orderBy('state_hash')
      .limit(1000)
      .offset(MOST_LEGS - 1);
    await trx.deleteFrom('legs').where('state_hash', 'in', older).execute();
    await trx
      .insertInto('legs')
      .values({
        state_hash: stateHash,
        intent_id: intent.id,
        leg,
        secrets: sealer.seal('leg', stateHash, JSON.stringify(kept)),
        started_at: startedAt,
        used_at: null,
      })
      .execute();
  });
  return url;
}

function mainOf({ sealer }: Pick<Services, 'sealer'>, intent: IntentRow): MainSignIn {
  const facts = openFacts(sealer, intent);
  if (facts === null) throw new Error('An open intent knows how the main account signs in.');
  return facts.main;
}
