import type { Transaction } from 'kysely';
import type { Caller } from '../auth0/access-token-verifier.ts';
import { activeUser } from '../auth0/active-user.ts';
import type { Auth0User } from '../auth0/management.ts';
import { isSameIdentity } from '../auth0/user-id.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { RecentSignIn } from '../auth0/recent-sign-ins.ts';
import type { OperationRow, Tables } from '../store/schema.ts';
import type { RequestContext, ChangeServices } from './operation/change-services.ts';
import { newPlan, type Ending, type Plan, type PlannedChange } from './operation/plan.ts';
import { type DoneChange, runOperation } from './operation/run-operation.ts';
import { endSessionsStep, inverseOf, metadataStep, sessionsToEnd, type LinkStep, type Step } from './operation/step.ts';
import { fitsProfile } from './policy/profile-size.ts';
import { latestUndoable } from './policy/undo-rule.ts';
import { usableSignIns } from './policy/unlink-rule.ts';
import { readEnabledConnections, readUser } from './read-accounts.ts';

/** A request to undo. */
export interface UndoCommand {
  readonly caller: Caller;
  /** Handle of the change to undo. */
  readonly handle: string;
  readonly from: RequestContext;
}

/** Calls of an undo: of a link as an unlink; of an unlink both accounts, the sessions, and the link. */
const EXPECTED_CALLS = 5;

/**
 * Undoes the latest change of the caller's account. A handle works once, for this account, for ten minutes, and while both
 * accounts are as the change left them.
 *
 * @throws {ProblemError} `rate_limited` before the first call, `not_found`, `undo_expired`, `undo_impossible`, `change_in_progress`, …
 */
export async function undoChange(
  { caller: { subject }, handle, from }: UndoCommand,
  services: ChangeServices,
): Promise<DoneChange> {
  const { store, clock } = services;
  const row = await store.db.selectFrom('operations').selectAll().where('id', '=', handle).executeTakeFirst();
  if (row?.account !== subject || row.kind === 'undo' || row.status !== 'done' || row.other === null) {
    throw new ProblemError('not_found');
  }
  await recentSignIn(row, from, services);
  if (row.undone_by === null && (row.undo_until ?? 0) <= clock.now()) throw new ProblemError('undo_expired');
  const undone = readablePlan(row, services);
  // Undone before: the discarded data is no longer kept.
  if (undone === null) throw new ProblemError('undo_impossible');
  const { other } = row;
  return await services.management.admit({ subject, calls: EXPECTED_CALLS }, () =>
    runOperation(
      {
        ...{ kind: 'undo', subject, account: subject, other, locks: [subject, other] },
        claim: (trx, operation) => claimUndo(trx, row, operation, clock.now()),
      },
      () => planUndo(row, undone, from, services),
      services,
    ),
  );
}

/** Null if the plan is no longer kept or its key is lost. */
function readablePlan(row: OperationRow, { log }: ChangeServices): Plan | null {
  try {
    return log.open(row);
  } catch {
    // The account view has logged the error; the caller gets no undo.
    return null;
  }
}

/** Prevents another user of the account from relinking an identity that its owner has just unlinked. */
async function recentSignIn(
  { kind, account }: OperationRow,
  { browserHash }: RequestContext,
  { recentSignIns }: ChangeServices,
): Promise<RecentSignIn | null> {
  return await recentSignIns[kind === 'unlink' ? 'require' : 'find'](account, browserHash);
}

/** Only one of two concurrent undo requests succeeds: the operation has locked the account. */
async function claimUndo(
  trx: Transaction<Tables>,
  { id, account }: OperationRow,
  operation: string,
  now: number,
): Promise<void> {
  const latest = await latestUndoable(trx, account);
  if (latest?.id !== id) throw new ProblemError('undo_impossible');
  if (latest.undo_until <= now) throw new ProblemError('undo_expired');
  await trx.updateTable('operations').set({ undone_by: operation }).where('id', '=', id).execute();
}

/** The steps of an undo, and the resulting account. */
interface UndoSteps {
  readonly steps: readonly Step[];
  readonly after: Auth0User;
}

async function planUndo(
  row: OperationRow,
  undone: Plan,
  from: RequestContext,
  services: ChangeServices,
): Promise<PlannedChange> {
  // Inside the lock: a change from another browser may have ended this one's sign-in meanwhile.
  const session = (await recentSignIn(row, from, services))?.sessionId ?? null;
  const ending = endingOf(row, undone.ending, from);
  if (row.kind === 'unlink') {
    const { steps, after } = await stepsToUndoUnlink(row, undone, services);
    return { plan: newPlan(steps, ending), after };
  }
  const { steps, after } = await stepsToUndoLink(row, undone, services);
  // As after an unlink: a session may have begun with the identity that becomes separate.
  return { plan: newPlan(steps, { ...ending, ...sessionsToEnd(services.config, row.account, session) }), after };
}

async function stepsToUndoLink(
  { account }: OperationRow,
  undone: Plan,
  { management }: ChangeServices,
): Promise<UndoSteps> {
  const [current, connections] = await Promise.all([readUser(management, account), readEnabledConnections(management)]);
  const user = activeUser(current);
  const moved = undone.steps.filter((step) => step.do === 'link');
  const isLinked = ({ identity }: LinkStep): boolean => user.identities.some((each) => isSameIdentity(each, identity));
  if (!moved.every(isLinked)) throw new ProblemError('undo_impossible');
  const rest = user.identities.filter((each) => !moved.some(({ identity }) => isSameIdentity(each, identity)));
  const [main, ...others] = rest;
  if (main === undefined || usableSignIns(rest, connections).length === 0) throw new ProblemError('undo_impossible');
  return { steps: inverseOf(undone.steps), after: { ...user, identities: [main, ...others] } };
}

async function stepsToUndoUnlink(
  { account, other }: OperationRow,
  undone: Plan,
  { management, config }: ChangeServices,
): Promise<UndoSteps> {
  const [current, separateUser] = await Promise.all([
    readUser(management, account),
    other === null ? null : readUser(management, other),
  ]);
  const user = activeUser(current);
  const [step] = undone.steps;
  if (separateUser === null || !isUnchangedAccount(separateUser) || step?.do !== 'unlink') {
    throw new ProblemError('undo_impossible');
  }
  const missing = Object.entries(undone.ending.metadata).filter(([key]) => !Object.hasOwn(user.user_metadata, key));
  const change = {
    set: Object.fromEntries(missing),
    before: Object.fromEntries(missing.map(([key]) => [key, null])),
  };
  if (!fitsProfile(user, change.set, separateUser.identities)) throw new ProblemError('undo_impossible');
  const lost = { user_metadata: separateUser.user_metadata, app_metadata: separateUser.app_metadata };
  const steps: readonly Step[] = [
    ...metadataStep(account, 'user_metadata', change, true),
    ...endSessionsStep(config, separateUser.user_id),
    { do: 'link', account, identity: step.identity, lost },
  ];
  return { steps, after: { ...user, identities: [...user.identities, ...separateUser.identities] } };
}

/** Whether an unlinked identity is still a separate account without data that relinking would discard. */
function isUnchangedAccount({ identities, blocked, user_metadata, app_metadata }: Auth0User): boolean {
  return identities.length === 1 && !blocked && Object.keys({ ...user_metadata, ...app_metadata }).length === 0;
}

function endingOf({ kind, account }: OperationRow, undone: Ending, { origin, browserHash }: RequestContext): Ending {
  const [first] = undone.events;
  return {
    origin,
    browserHash,
    events: [
      {
        account,
        type: kind === 'link' ? 'link.undone' : 'unlink.undone',
        identity: first?.identity ?? null,
        notify: first?.notify ?? [],
      },
    ],
    moves: undone.moves.map(({ identity, from, into, linkedAt, linkedBefore }) => ({
      identity,
      from: into,
      into: from,
      linkedAt: linkedBefore,
      linkedBefore: linkedAt === 'now' ? null : linkedAt,
      usedAt: null,
    })),
    absorbed: null,
    loginHint: null,
    metadata: {},
  };
}
