import type { Undo } from '@onefold/contract';
import type { Services } from '../services.ts';
import type { AccountChanges, LinkOutcome, ProvedPair } from './account-changes.ts';
import type { ChangeServices } from './change-services.ts';
import { linkAccounts } from './link-accounts.ts';
import { mergePreview } from './merge-preview.ts';
import { OperationLog } from './operation-log.ts';
import { readPair } from './read-accounts.ts';
import { recoverOperations } from './recover-operations.ts';
import { sweepOperations } from './sweep-operations.ts';
import { latestUndoable } from './undoable.ts';
import { undoChange } from './undo-change.ts';
import { unlinkIdentity } from './unlink-identity.ts';

/** Links, unlinks and undoes at Auth0, each as a whole or not at all (docs/decisions/031). */
export function createAccountChanges(
  services: Pick<
    Services,
    'config' | 'store' | 'clock' | 'sealer' | 'management' | 'events' | 'freshLogins' | 'logger'
  >,
): AccountChanges {
  const { config, store, clock, management } = services;
  const log = new OperationLog(services);
  const parts: ChangeServices = { ...services, log };

  async function undoOf(account: string): Promise<Undo | null> {
    const row = await latestUndoable(store.db, account);
    if (row === undefined || row.undo_until <= clock.now()) return null;
    // Without its plan it cannot be undone any more. The first event is that of the main identity.
    const identity = log.open(row)?.ending.events[0]?.identity ?? null;
    if (identity === null) return null;
    return { handle: row.id, kind: row.kind, identity, expires_at: new Date(row.undo_until).toISOString() };
  }

  /** What an operation has led to; null: the intent has linked nothing. */
  async function outcomeOf(pair: ProvedPair): Promise<LinkOutcome | null> {
    const row = await store.db
      .selectFrom('intents')
      .innerJoin('operations', 'operations.id', 'intents.operation_id')
      .select(['operations.id', 'operations.account', 'operations.plan'])
      .where('intents.id', '=', pair.intentId)
      .where('operations.status', '=', 'done')
      .executeTakeFirst();
    if (row === undefined) return null;
    const undo = await undoOf(row.account);
    const hint = log.open(row)?.ending.loginHint ?? null;
    const stayed = row.account === pair.current;
    return {
      account: row.account,
      undo: undo?.handle === row.id ? undo : null,
      signIn: stayed
        ? null
        : { user_id: row.account, connection: pair.connection, ...(hint === null ? {} : { login_hint: hint }) },
    };
  }

  return {
    preview: async (pair) => {
      const { current, other } = await readPair(management, pair.current, pair.other);
      return mergePreview(current, other, config);
    },
    link: async (pair, decision, origin) => {
      const before = await outcomeOf(pair);
      if (before !== null) return before;
      await linkAccounts(pair, decision, origin, parts);
      const outcome = await outcomeOf(pair);
      if (outcome === null) throw new Error(`The link of intent ${pair.intentId} left no operation.`);
      return outcome;
    },
    unlink: async (caller, identity, origin, session = null) => {
      await unlinkIdentity(caller, identity, { origin, session }, parts);
      return { undo: await undoOf(caller.subject) };
    },
    undo: (caller, handle, origin, session = null) => undoChange(caller, handle, { origin, session }, parts),
    openUndo: undoOf,
    recover: () => recoverOperations(parts),
    sweep: () => sweepOperations(services),
  };
}
