import { problemOf } from '../../http/problem-of.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import type { ChangeServices } from './change-services.ts';
import { endRolledBack } from './end-operation.ts';
import { LeaseLost, type NewOperation, type Operation } from './operation-log.ts';
import type { Plan } from './plan.ts';
import { accountsOf, settle } from './settle.ts';

/**
 * Locks the accounts, plans on what they are then, and works the plan off.
 *
 * @param plan Reads and decides; whatever it throws ends the operation, with nothing done.
 * @returns The id of the operation, done.
 * @throws {ProblemError} Why it was not, or was taken back, or `auth0_unavailable` where it is still open.
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
    // Whoever has taken it over will settle it; what the caller can know is what `settle` says in such a case.
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
