import type { ErrorCode } from '@onefold/contract';
import { ManagementError } from '../../auth0/management.ts';
import { userIdOf } from '../../auth0/user-id.ts';
import { TEN_MINUTES } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import type { ChangeServices } from './change-services.ts';
import { endDone, endRolledBack } from './end-operation.ts';
import { stepProblem } from './management-problem.ts';
import { LEASE, type Operation } from './operation-log.ts';
import { callOf, isDone } from './perform-step.ts';
import type { Plan } from './plan.ts';
import { inverseOf, type Step } from './step.ts';

/** Calls a step gets before it counts as failed: a lost answer or a short fault is no reason to take everything back. */
const ATTEMPTS = 3;

/**
 * Works an operation off until it is done or taken back.
 *
 * @param resumed Somebody else began: whatever is called first may have been done already.
 * @returns Null: done. Otherwise why it was taken back.
 * @throws {ProblemError} `auth0_unavailable`: neither was possible now; `recover` will settle it.
 * @throws {LeaseLost}
 */
export async function settle(
  operation: Operation,
  resumed: boolean,
  services: ChangeServices,
): Promise<ProblemError | null> {
  if (operation.plan === null) return await nothingDone(operation, services);
  const { logger, management, log } = services;
  const renewal = setInterval(() => {
    // Where this fails the next write of the operation fails, too, and says so.
    log.renew(operation).catch((error: unknown) => logger.warn({ err: error }, 'A lease was not renewed.'));
  }, LEASE / 3).unref();
  try {
    await management.invalidate(...accountsOf(operation.plan));
    const [settled, problem] = await forwardOrBack(operation, operation.plan, resumed, services);
    if (problem === null) await endDone(settled, services);
    else await endRolledBack(settled, problem.code, services);
    await management.invalidate(...accountsOf(operation.plan));
    return problem;
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

async function nothingDone(operation: Operation, services: ChangeServices): Promise<ProblemError> {
  await endRolledBack(operation, 'auth0_unavailable', services);
  return new ProblemError('auth0_unavailable');
}

async function forwardOrBack(
  operation: Operation,
  plan: Plan,
  resumed: boolean,
  services: ChangeServices,
): Promise<readonly [Operation, ProblemError | null]> {
  if (plan.direction === 'back') return await back(operation, plan, problemOf(plan.reason), services);
  // A yes holds as long as its proofs: nothing is finished that somebody confirmed before that.
  const late = services.clock.now() - operation.row.created_at > TEN_MINUTES;
  if (late) return await turnBack(operation, plan, plan.next + 1, problemOf(null), services);
  return await forward(operation, plan, resumed, services);
}

async function forward(
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
    const failure = await perform(step, resumed && index === plan.next, services);
    if (failure !== null) {
      // What Auth0 refused it has not done; what it did not answer it may have.
      const begun = failure.kind === 'unavailable' ? index + 1 : index;
      return await turnBack(current, at, begun, stepProblem(step, failure), services);
    }
  }
  return [current, null];
}

async function turnBack(
  operation: Operation,
  plan: Plan,
  begun: number,
  problem: ProblemError,
  services: ChangeServices,
): Promise<readonly [Operation, ProblemError]> {
  services.logger.warn({ err: problem, operation: operation.row.id }, 'An operation is taken back.');
  const turned: Plan = {
    ...plan,
    direction: 'back',
    reason: problem.code,
    steps: inverseOf(plan.steps.slice(0, begun)),
    next: 0,
  };
  return await back(await services.log.save(operation, turned), turned, problem, services);
}

async function back(
  operation: Operation,
  plan: Plan,
  problem: ProblemError,
  services: ChangeServices,
): Promise<readonly [Operation, ProblemError]> {
  let current = operation;
  for (const [index, step] of plan.steps.entries()) {
    if (index < plan.next) continue;
    if (index > plan.next) current = await services.log.save(current, { ...plan, next: index });
    const failure = await perform(step, true, services);
    if (failure?.kind === 'refused') {
      // Somebody else has changed the accounts meanwhile. Going on gives back as much as there is.
      const { id } = operation.row;
      services.logger.error({ err: failure, operation: id, step: step.do }, 'A step cannot be taken back.');
    } else if (failure !== null) {
      throw unsettled(failure);
    }
  }
  return [current, problem];
}

/** Makes the call of a step once, whatever happens. @returns Null: it is done. Otherwise the last failure. */
async function perform(step: Step, look: boolean, { management }: ChangeServices): Promise<ManagementError | null> {
  let [lookFirst, failure] = [look, null as ManagementError | null];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      if (lookFirst && (await isDone(step, management))) return null;
      lookFirst = true;
      // A refusal counts only where the state agrees that nothing is there: the call before it may have worked.
      if (failure?.kind === 'refused') return failure;
      await callOf(step, management);
      return null;
    } catch (error) {
      // Anything but Auth0's answer is a fault of ours and leaves the operation to whoever recovers it.
      if (!(error instanceof ManagementError)) throw error;
      failure = error;
      if (error.kind === 'misconfigured') return error;
    }
  }
  return failure;
}

function problemOf(reason: ErrorCode | null): ProblemError {
  return new ProblemError(reason ?? 'auth0_unavailable');
}

function unsettled(cause: ManagementError): ProblemError {
  return new ProblemError('auth0_unavailable', {
    detail: 'The sign-in service does not answer. The change will be finished or taken back by itself.',
    ...(cause.retryAfter === undefined ? {} : { retryAfter: cause.retryAfter }),
    cause,
  });
}
