import { problemOf } from '../../http/problem-of.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import type { ChangeServices } from './change-services.ts';
import { endRolledBack } from './end-operation.ts';
import { LeaseLost, type NewOperation, type Operation } from './operation-log.ts';
import type { Plan } from './plan.ts';
import { accountsOf, settle } from './settle.ts';

/**
 * Locks the accounts, plans with their current state, and carries the plan out.
 *
 * @param plan Reads and decides; an error ends the operation with nothing done.
 * @returns The id of the operation, done.
 * @throws {ProblemError} Why it was rejected or reverted, or `auth0_unavailable` if it is still running.
 */
export async function runOperation(
  begin: NewOperation,
  plan: () => Promise<Plan>,
  services: ChangeServices,
): Promise<string> {
  const { log } = services;
  const operation = await log.begin(begin);
  try {
    const planned = await planOperation(operation, plan, services);
    const problem = await settle(planned, false, services);
    if (problem !== null) throw problem;
    return operation.row.id;
  } catch (error) {
    // Another process settles it; the caller gets the same error as for an operation that is still running.
    if (error instanceof LeaseLost) throw new ProblemError('auth0_unavailable', { cause: error });
    throw error;
  }
}

async function planOperation(
  operation: Operation,
  plan: () => Promise<Plan>,
  services: ChangeServices,
): Promise<Operation> {
  try {
    const planned = await plan();
    return await services.log.saveAndLock(operation, planned, accountsOf(planned));
  } catch (error) {
    // Nothing has been called yet: the locks can go at once, and the reason is the caller's.
    if (!(error instanceof LeaseLost)) await endRolledBack(operation, problemOf(error).code, services);
    throw error;
  }
}
