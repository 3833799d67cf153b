import { tokenHash } from '../secrets/sealer.ts';
import type { Services } from '../services.ts';
import type { IntentRow, LegRow } from '../store/schema.ts';
import type { LegSecrets } from './leg-secrets.ts';
import { legAt } from './next-leg.ts';

/** A sign-in that has come back, used up. */
export interface TakenLeg {
  readonly intent: IntentRow;
  readonly leg: LegRow['leg'];
  readonly startedAt: number;
  readonly state: string;
  readonly secrets: LegSecrets;
}

/**
 * Uses up the sign-in of a `state`, once and only in the browser that began it. Null, and nothing has changed, where the state is
 * absent, unknown, another browser's, used before, or its intent waits for something else or has expired (OAuth 2.0 Security BCP,
 * RFC 9700 §4.7: one-time CSRF tokens bound to the user agent).
 */
export async function takeLeg(
  { store, clock, sealer }: Pick<Services, 'store' | 'clock' | 'sealer'>,
  state: string | undefined,
  browserHash: string | null,
): Promise<TakenLeg | null> {
  if (state === undefined || browserHash === null) return null;
  const hash = tokenHash(state);
  const taken = await store.transaction(async (trx) => {
    const leg = await trx
      .selectFrom('legs')
      .selectAll()
      .where('state_hash', '=', hash)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (leg === undefined) return null;
    const intent = await trx.selectFrom('intents').selectAll().where('id', '=', leg.intent_id).executeTakeFirst();
    if (intent?.browser_hash !== browserHash || legAt(intent, clock.now()) !== leg.leg) return null;
    const used = await trx
      .updateTable('legs')
      .set({ used_at: clock.now() })
      .where('state_hash', '=', hash)
      .where('used_at', 'is', null)
      .returning('state_hash')
      .executeTakeFirst();
    return used === undefined ? null : { intent, leg };
  });
  if (taken === null) return null;
  const { intent, leg } = taken;
  const secrets = JSON.parse(sealer.open('leg', hash, leg.secrets)) as LegSecrets;
  return { intent, leg: leg.leg, startedAt: leg.started_at, state, secrets };
}
