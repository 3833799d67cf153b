import type { Transaction } from 'kysely';
import type { Tables } from '../store/schema.ts';
import type { IdentityMove } from './plan.ts';

/** Moves what is known of identities (nickname, last use) with them to their new account. */
export async function moveFacts(trx: Transaction<Tables>, moves: readonly IdentityMove[], now: number): Promise<void> {
  for (const { identity, from, into, linkedAt, usedAt } of moves) {
    const known = await trx
      .deleteFrom('identity_facts')
      .where('identity', '=', identity)
      .where('account', 'in', [from, into])
      .returningAll()
      .execute();
    const facts = known.find(({ account }) => account === from) ?? known[0];
    await trx
      .insertInto('identity_facts')
      .values({
        account: into,
        identity,
        nickname: facts?.nickname ?? null,
        linked_at: linkedAt === 'now' ? now : linkedAt,
        last_used_at: usedAt ?? facts?.last_used_at ?? null,
      })
      .execute();
  }
}
