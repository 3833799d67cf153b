import type { EventRecorder } from './history-recorder.ts';

/** See `EventRecorder`. Notes what it moves: an account may have absorbed others, whose entries go back with their own undo. */
export const moveHistory: EventRecorder['moveHistory'] = async (trx, { from, into, operation }) => {
  await trx
    .insertInto('history_moves')
    .columns(['operation_id', 'history_id', 'from_account'])
    .expression((entries) =>
      entries
        .selectFrom('history')
        .select((each) => [each.val(operation).as('operation_id'), 'id', 'account'])
        .where('account', '=', from),
    )
    .execute();
  await trx.updateTable('history').set({ account: into }).where('account', '=', from).execute();
  await trx.updateTable('flag_links').set({ account: into }).where('account', '=', from).execute();
};

/** See `EventRecorder`. */
export const returnHistory: EventRecorder['returnHistory'] = async (trx, operation) => {
  const moves = trx.selectFrom('history_moves').where('operation_id', '=', operation);
  // An operation absorbs one account.
  const from = await moves.select('from_account as account').limit(1).executeTakeFirst();
  if (from === undefined) return;
  const ids = moves.select('history_id');
  await trx.updateTable('history').set(from).where('id', 'in', ids).execute();
  await trx.updateTable('flag_links').set(from).where('history_id', 'in', ids).execute();
  await trx.deleteFrom('history_moves').where('operation_id', '=', operation).execute();
};
