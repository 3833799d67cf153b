import { RECENT_SIGN_IN } from '../auth0/recent-sign-ins.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import { INTENT_LIFETIME } from './intent-lifetime.ts';
import { ENDED_STAGES, OPEN_STAGES } from './intent-stage.ts';

/**
 * Expires overdue intents, clears the personal data of ended ones, and deletes them with their legs ten minutes later, when a link
 * can no longer be undone. Deletes logins that are no longer fresh. Every process calls it about once a minute.
 */
export async function sweepIntents({ store, clock }: { readonly store: Store; readonly clock: Clock }): Promise<void> {
  const now = clock.now();
  await store.db
    .updateTable('intents')
    .set({ stage: 'expired' })
    .where('stage', 'in', OPEN_STAGES)
    .where('expires_at', '<=', now)
    .execute();
  await store.db
    .updateTable('intents')
    .set({ candidate: null })
    .where('stage', 'in', ENDED_STAGES)
    .where('expires_at', '<=', now)
    .where('candidate', 'is not', null)
    .execute();
  await store.transaction(async (trx) => {
    const old = trx
      .selectFrom('intents')
      .select('id')
      // Recovery of a killed process's operation still needs the row.
      .where('stage', '!=', 'linking')
      .where('expires_at', '<=', now - INTENT_LIFETIME);
    await trx.deleteFrom('legs').where('intent_id', 'in', old).execute();
    await trx.deleteFrom('intents').where('id', 'in', old).execute();
  });
  await store.db
    .deleteFrom('fresh_logins')
    .where('auth_at', '<=', now - RECENT_SIGN_IN)
    .execute();
}
