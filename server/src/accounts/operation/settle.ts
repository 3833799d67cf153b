import type { ErrorCode } from '@onefold/contract';
import { ManagementError } from '../../auth0/management.ts';
import { userIdOf } from '../../auth0/user-id.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import type { ChangeServices } from './change-services.ts';
import { endCompletedOperation, endRolledBackOperation } from './end-operation.ts';
import { stepProblem } from './step-problem.ts';
import { LEASE, type Operation } from './operation-log.ts';
import { isDone, performStep, type StepResult } from './perform-step.ts';
import type { Plan } from './plan.ts';
import { inverseOf, type Step } from './step.ts';

/** How long after the confirmation an operation may begin to link or unlink, in milliseconds: the lifetime of its proofs. */
const MAX_START_DELAY = 600_000;

/** The outcome of an operation. */
export interface OperationOutcome {
  /** Null: completed. Otherwise the reason for the revert. */
  readonly problem: ProblemError | null;
  readonly operation: Operation;
}

/**
 * Executes an operation until it is completed or reverted.
 *
 * @param resumed Another process began it, so its first call may have happened already.
 * @throws {ProblemError} `auth0_unavailable`: neither was possible now; `recover` will settle it.
 * @throws {LeaseLost}
 */
export async function settle(
  operation: Operation,
  resumed: boolean,
  services: ChangeServices,
): Promise<OperationOutcome> {
  if (operation.plan === null) return { problem: await discardUnreadable(operation, services), operation };
  const { plan } = operation;
  return await withLease(operation, services, async () => {
    const { management } = services;
    // Each call invalidates the cache itself, but the process that made it may have died first.
    if (resumed) await management.invalidate(...accountsOf(plan));
    const [settled, problem] = await completeOrRevert(operation, plan, resumed, services);
    if (problem === null) await endCompletedOperation(settled, services);
    else await endRolledBackOperation(settled, problem.code, services);
    return { problem, operation: settled };
  });
}

/** Renews the lease of an operation during work that may have to wait for Auth0's rate. */
export async function withLease<T>(
  operation: Operation,
  { log, logger }: Pick<ChangeServices, 'log' | 'logger'>,
  work: () => Promise<T>,
): Promise<T> {
  const renewal = setInterval(() => {
    // If this fails, the next write of the operation fails as well and reports it.
    log.renew(operation).catch((error: unknown) => logger.warn({ err: error }, 'lease not renewed'));
  }, LEASE / 3).unref();
  try {
    return await work();
  } finally {
    clearInterval(renewal);
  }
}

/** Every account that steps touch or make. */
export function accountsOf({ steps }: Pick<Plan, 'steps'>): readonly string[] {
  return [
    ...new Set(steps.flatMap((step) => [step.account, ...('identity' in step ? [userIdOf(step.identity)] : [])])),
  ];
}

async function discardUnreadable(operation: Operation, services: ChangeServices): Promise<ProblemError> {
  await endRolledBackOperation(operation, 'auth0_unavailable', services);
  return new ProblemError('auth0_unavailable');
}

async function completeOrRevert(
  operation: Operation,
  plan: Plan,
  resumed: boolean,
  services: ChangeServices,
): Promise<readonly [Operation, ProblemError | null]> {
  if (plan.direction === 'back') return await revert(operation, plan, rollbackProblem(plan.reason), services);
  // A confirmation expires with its proofs: an operation that has not begun by then is reverted.
  const late = services.clock.now() - operation.row.created_at > MAX_START_DELAY;
  if (!late) return await complete(operation, plan, resumed, services);
  const completed = await countCompletedSteps(plan, services);
  if (completed >= minStepsToComplete(operation, plan)) return await complete(operation, plan, true, services);
  return await beginRevert(operation, plan, completed, rollbackProblem(null), services);
}

/** How many steps have happened, according to the saved progress and Auth0's state. */
async function countCompletedSteps({ steps, next }: Plan, { management }: ChangeServices): Promise<number> {
  const step = steps[next];
  try {
    return step !== undefined && (await isDone(step, management)) ? next + 1 : next;
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error;
    throw unknownOutcome(error);
  }
}

/**
 * The number of steps after which a late operation is completed: reverting it would relink an account that has been separate for
 * a while, or unlink one whose link its owner has confirmed.
 */
function minStepsToComplete({ row }: Operation, { steps }: Plan): number {
  const isMove = ({ do: kind }: Step): boolean => kind === 'link' || kind === 'unlink';
  const first = steps.findIndex(isMove);
  const isUnlink = steps[first]?.do === 'unlink' && steps[first].account === row.account;
  return (isUnlink ? first : steps.findLastIndex(isMove)) + 1;
}

async function complete(
  operation: Operation,
  plan: Plan,
  resumed: boolean,
  services: ChangeServices,
): Promise<readonly [Operation, ProblemError | null]> {
  let [current, at] = [operation, plan];
  for (const [index, step] of plan.steps.entries()) {
    if (index < plan.next) continue;
    if (index > plan.next) {
      at = { ...plan, next: index };
      current = await services.log.save(current, at);
    }
    const result = await perform(current, step, resumed && index === plan.next, services);
    if ('unknown' in result) throw unknownOutcome(result.unknown);
    if ('failed' in result) {
      // A request without a response may still reach Auth0.
      const begun = result.failed.kind === 'unavailable' ? index + 1 : index;
      return await beginRevert(current, at, begun, stepProblem(step, result.failed), services);
    }
    const { identities } = result;
    if (identities !== undefined && step.account === current.row.account) current = { ...current, identities };
  }
  return [current, null];
}

async function beginRevert(
  operation: Operation,
  plan: Plan,
  begun: number,
  problem: ProblemError,
  services: ChangeServices,
): Promise<readonly [Operation, ProblemError | null]> {
  services.logger.warn({ err: problem, operation: operation.row.id }, 'operation reverting');
  const reversed: Plan = {
    ...plan,
    direction: 'back',
    reason: problem.code,
    steps: inverseOf(plan.steps.slice(0, begun)),
    next: 0,
  };
  return await revert(await services.log.save(operation, reversed), reversed, problem, services);
}

async function revert(
  operation: Operation,
  plan: Plan,
  problem: ProblemError,
  services: ChangeServices,
): Promise<readonly [Operation, ProblemError | null]> {
  let current = operation;
  for (const [index, step] of plan.steps.entries()) {
    if (index < plan.next) continue;
    if (index > plan.next) current = await services.log.save(current, { ...plan, next: index });
    const result = await perform(current, step, true, services);
    if ('done' in result) continue;
    const failure = 'failed' in result ? result.failed : result.unknown;
    if ('unknown' in result || failure.kind !== 'refused') throw unknownOutcome(failure);
    const { id, account } = operation.row;
    services.logger.error({ err: failure, operation: id, step: step.do }, 'step cannot be reverted');
    // The identity remains a separate account: the change has happened. Otherwise restore the rest.
    if (step.do === 'link' && step.account === account) return [withoutUndo(current), null];
  }
  return [current, problem];
}

function withoutUndo({ plan, ...operation }: Operation): Operation {
  return { ...operation, plan: plan === null ? null : { ...plan, ending: { ...plan.ending, undoable: false } } };
}

function perform(
  { row }: Operation,
  step: Step,
  mayBeDone: boolean,
  { management }: ChangeServices,
): Promise<StepResult> {
  return performStep(step, mayBeDone, row.created_at, management);
}

function rollbackProblem(reason: ErrorCode | null): ProblemError {
  return new ProblemError(reason ?? 'auth0_unavailable');
}

/** The operation is still running: it may have happened, and Auth0's state cannot be read now. */
export function unsettledProblem({
  retryAfter,
  ...error
}: {
  readonly retryAfter?: number;
  readonly cause?: unknown;
}): ProblemError {
  return new ProblemError('auth0_unavailable', {
    detail: 'The sign-in service isn’t responding. The change will be completed or reverted automatically.',
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...error,
  });
}

function unknownOutcome(cause: ManagementError): ProblemError {
  return unsettledProblem({ cause, ...(cause.retryAfter === undefined ? {} : { retryAfter: cause.retryAfter }) });
}
