import type { ErrorCode } from '@onefold/contract';
import type { Transaction } from 'kysely';
import { enqueue } from '../../delivery/outbox-message.ts';
import type { Tables } from '../../store/schema.ts';
import { latestUndoable, UNDO_PERIOD } from '../policy/undo-rule.ts';
import type { ChangeServices } from './change-services.ts';
import { cancelIntentsElsewhere, markIntentLinked, releaseIntent } from './intent-of-operation.ts';
import type { Operation } from './operation-log.ts';
import type { IdentityMove } from './plan.ts';

type EndServices = Pick<ChangeServices, 'store' | 'clock' | 'sealer' | 'events' | 'recentSignIns' | 'log'>;

/**
 * Writes all results of an operation in one transaction: its end, the release of its locks, history, webhooks, mails, and the
 * facts of moved identities. Discarded data stays sealed in the plan while the operation can be undone.
 */
export async function endCompletedOperation(operation: Operation, services: EndServices): Promise<void> {
  const { row, plan } = operation;
  const { store, clock, events, recentSignIns, log } = services;
  if (plan === null) throw new Error(`Operation ${row.id} has no plan.`);
  const { ending } = plan;
  await store.transaction(async (trx) => {
    const now = clock.now();
    const isUndo = row.kind === 'undo';
    const undoable = !isUndo && ending.undoable !== false;
    await log.end(trx, operation, {
      status: 'done',
      error_code: null,
      undo_until: undoable ? await nextUndoUntil(trx, row.account, now) : null,
      ...(undoable ? {} : { plan: null }),
    });
    const requestingBrowser = ending.browserHash ?? null;
    // Intents first: a sign-in that is being recorded for one of them is committed before the deletion below.
    await cancelIntentsElsewhere(trx, row.account, requestingBrowser);
    await recentSignIns.deleteOthers(trx, row.account, requestingBrowser);
    await moveFacts(trx, ending.moves, now);
    for (const event of ending.events) await events.record(trx, { ...event, origin: ending.origin });
    if (ending.absorbed !== null) {
      await events.moveHistory(trx, { from: ending.absorbed, into: row.account, operation: row.id });
      await recentSignIns.deleteAll(trx, ending.absorbed);
      await deleteSuggestions(trx, ending.absorbed);
    }
    if (isUndo) await endUndone(trx, row.id, services);
    await markIntentLinked(trx, row.id);
    if (ending.endSessions !== undefined) {
      await enqueue(services, trx, { topic: 'sessions', ...ending.endSessions });
    }
  });
}

/**
 * How long the change can be undone: longer than every earlier one of the account, because this orders them, and the clocks of two
 * processes differ slightly.
 */
async function nextUndoUntil(trx: Transaction<Tables>, account: string, now: number): Promise<number> {
  const latest = await latestUndoable(trx, account);
  return Math.max(now + UNDO_PERIOD, (latest?.undo_until ?? 0) + 1);
}

/** Ends an operation whose plan can no longer be read; its row shows that. */
export async function endUnreadableOperation(operation: Operation, services: EndServices): Promise<void> {
  const { id } = operation.row;
  const code = 'account_changed';
  await services.store.transaction(async (trx) => {
    await services.log.end(trx, operation, { status: 'rolled_back', error_code: code, undo_until: null, plan: null });
    await trx.updateTable('operations').set({ undone_by: null }).where('undone_by', '=', id).execute();
    await releaseIntent(trx, id, code);
  });
}

/** Ends an operation that has changed nothing at Auth0. Deletes the row if it never called Auth0. */
export async function endRolledBackOperation(
  operation: Operation,
  code: ErrorCode,
  services: EndServices,
): Promise<void> {
  const { id } = operation.row;
  await services.store.transaction(async (trx) => {
    if (operation.plan === null) await services.log.discard(trx, operation);
    else
      await services.log.end(trx, operation, { status: 'rolled_back', error_code: code, undo_until: null, plan: null });
    await trx.updateTable('operations').set({ undone_by: null }).where('undone_by', '=', id).execute();
    await releaseIntent(trx, id, code);
  });
}

/** Empties the plan of the undone operation and returns the history it moved. */
async function endUndone(trx: Transaction<Tables>, undo: string, { events }: EndServices): Promise<void> {
  const undone = await trx
    .updateTable('operations')
    .set({ plan: null })
    .where('undone_by', '=', undo)
    .returning('id')
    .execute();
  for (const { id } of undone) await events.returnHistory(trx, id);
}

async function deleteSuggestions(trx: Transaction<Tables>, absorbed: string): Promise<void> {
  await trx
    .deleteFrom('suggestions')
    .where((where) => where.or([where('account', '=', absorbed), where('other', '=', absorbed)]))
    .execute();
}

/** Moves the facts of identities (nickname, last use) to their new account. */
async function moveFacts(trx: Transaction<Tables>, moves: readonly IdentityMove[], now: number): Promise<void> {
  for (const { identity, from, into, linkedAt, usedAt } of moves) {
    const known = await trx
      .deleteFrom('identity_facts')
      .where('identity', '=', identity)
      .where('account', 'in', [from, into])
      .returningAll()
      .execute();
    const facts = known.find(({ account }) => account === from) ?? known[0];
    const moved = {
      nickname: facts?.nickname ?? null,
      linked_at: linkedAt === 'now' ? now : linkedAt,
      last_used_at: usedAt ?? facts?.last_used_at ?? null,
    };
    await trx
      .insertInto('identity_facts')
      .values({ account: into, identity, ...moved })
      // A view may have noted a sign-in meanwhile.
      .onConflict((conflict) => conflict.columns(['account', 'identity']).doUpdateSet(moved))
      .execute();
  }
}
