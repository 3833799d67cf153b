import type { MergePreview, Undo } from '@onefold/contract';
import type { Logger } from 'pino';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import type { Auth0User, Management } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { EventRecorder } from '../history/account-event.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { Store } from '../store/store.ts';
import { linkAccounts, type LinkCommand, type ProvedPair } from './link.ts';
import { mergePreview } from './merge/merge-preview.ts';
import type { ChangeServices } from './operation/change-services.ts';
import { OperationLog } from './operation/operation-log.ts';
import type { Plan } from './operation/plan.ts';
import { recoverOperations } from './operation/recover-operations.ts';
import { sweepOperations } from './operation/sweep-operations.ts';
import { latestUndoable, type Undoable } from './policy/undo-rule.ts';
import { readAccountPair } from './read-accounts.ts';
import { undoChange, type UndoCommand } from './undo.ts';
import { unlinkIdentity, type UnlinkCommand } from './unlink.ts';

/** The result of a link. */
export interface LinkOutcome {
  /** Id of the kept user. */
  readonly account: string;
  readonly undo: Undo | null;
  /** The current state of the kept account; null: it has to be read. */
  readonly user: Auth0User | null;
  /** The account to sign in to, if the other account is kept. */
  readonly signIn: { readonly user_id: string; readonly connection: string; readonly login_hint?: string } | null;
}

/**
 * The changes of accounts at Auth0. Each happens completely or not at all: an operation row records its progress, and any process
 * completes or reverts an operation whose owner has died. All reject with a `ProblemError` that the route documents.
 */
export interface AccountChanges {
  /** Reads both accounts fresh. Two Management calls. */
  preview(pair: ProvedPair): Promise<MergePreview>;
  /**
   * Idempotent by `pair.intentId`: a repeated call returns the outcome of the first one. Rejects with `preview_changed`, and links
   * nothing, if the accounts differ from what the user saw.
   */
  link(command: LinkCommand): Promise<LinkOutcome>;
  /** Needs a recent sign-in in the browser that asks. */
  unlink(command: UnlinkCommand): Promise<{ readonly undo: Undo | null; readonly user: Auth0User | null }>;
  /** Undoing an unlink needs a recent sign-in in the browser that asks. */
  undo(command: UndoCommand): Promise<{ readonly user: Auth0User | null }>;
  /** The latest change that can be undone. */
  openUndo(account: string): Promise<Undo | null>;
  /** As `openUndo`, for a row that is already read. @param latest See `latestUndoable`. */
  undoOf(latest: Undoable | undefined): Undo | null;
  /** Settles operations whose owner has died, as far as that is possible now. Called at start and every few seconds. */
  recover(): Promise<{ readonly settled: number; readonly left: number }>;
  /** See `sweepOperations`. */
  sweep(): Promise<void>;
}

/** Links, unlinks and undoes at Auth0, each completely or not at all (docs/decisions/031). */
export function createAccountChanges(services: {
  readonly config: ServerConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly management: Management;
  readonly events: EventRecorder;
  readonly recentSignIns: RecentSignIns;
  readonly logger: Logger;
}): AccountChanges {
  const { config, store, clock, management } = services;
  const log = new OperationLog(services);
  const parts: ChangeServices = { ...services, log };

  function readable(row: Parameters<OperationLog['open']>[0]): Plan | null {
    try {
      return log.open(row);
    } catch (error) {
      services.logger.warn({ err: error, operation: row.id }, 'operation cannot be decrypted');
      return null;
    }
  }

  const openUndo = async (account: string) => undoOf(await latestUndoable(store.db, account));

  function undoOf(row: Undoable | undefined): Undo | null {
    if (row === undefined || row.undo_until <= clock.now()) return null;
    // Undo needs the plan and the key that opens it. The first event is that of the main identity.
    const identity = readable(row)?.ending.events[0]?.identity ?? null;
    if (identity === null) return null;
    return { handle: row.id, kind: row.kind, identity, expires_at: new Date(row.undo_until).toISOString() };
  }

  /**
   * The outcome of an intent; null: it has linked nothing.
   *
   * @throws {ProblemError} `wrong_stage` if the link was undone: the accounts are separate again, and neither owner sees the other account.
   */
  async function outcomeOf(pair: ProvedPair): Promise<LinkOutcome | null> {
    const row = await store.db
      .selectFrom('intents')
      .innerJoin('operations', 'operations.id', 'intents.operation_id')
      .select(['operations.id', 'operations.account', 'operations.plan', 'operations.undone_by'])
      .where('intents.id', '=', pair.intentId)
      .where('operations.status', '=', 'done')
      .executeTakeFirst();
    if (row === undefined) return null;
    if (row.undone_by !== null) throw new ProblemError('wrong_stage');
    const undo = await openUndo(row.account);
    const hint = readable(row)?.ending.loginHint ?? null;
    const isCurrentKept = row.account === pair.current;
    return {
      account: row.account,
      user: null,
      undo: undo?.handle === row.id ? undo : null,
      signIn: isCurrentKept
        ? null
        : { user_id: row.account, connection: pair.connection, ...(hint === null ? {} : { login_hint: hint }) },
    };
  }

  return {
    preview: async (pair) => {
      const { current, other } = await readAccountPair(management, [pair.current, pair.other], 'refreshUser');
      return mergePreview(current, other, config);
    },
    link: async (command) => {
      const { pair } = command;
      const before = await outcomeOf(pair);
      if (before !== null) return before;
      const { account: user } = await linkAccounts(command, parts);
      const outcome = await outcomeOf(pair);
      if (outcome === null) throw new Error(`The linked intent ${pair.intentId} has no operation.`);
      return { ...outcome, user };
    },
    unlink: async (command) => {
      const { account: user } = await unlinkIdentity(command, parts);
      return { undo: await openUndo(command.caller.subject), user };
    },
    undo: async (command) => {
      const { account: user } = await undoChange(command, parts);
      return { user };
    },
    openUndo,
    undoOf,
    recover: () => recoverOperations(parts),
    sweep: () => sweepOperations(services),
  };
}
