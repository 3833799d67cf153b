import type { Auth0User } from '../../auth0/management.ts';
import { problemOf } from '../../http/problem-of.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import type { ChangeServices } from './change-services.ts';
import { endRolledBackOperation } from './end-operation.ts';
import { LeaseLost, type NewOperation, type Operation } from './operation-log.ts';
import type { PlannedChange } from './plan.ts';
import { accountsOf, settle, withLease } from './settle.ts';

/** A change that has happened. */
export interface DoneChange {
  /** Id of the operation. */
  readonly id: string;
  /** The current state of the account; null: it has to be read. */
  readonly account: Auth0User | null;
}

/**
 * Locks the accounts, plans with their current state, and executes the plan.
 *
 * @param plan Reads and decides; if it throws, the operation ends without a change.
 * @throws {ProblemError} Why it was rejected or reverted, or `auth0_unavailable` if it is still running.
 */
export async function runOperation(
  begin: NewOperation,
  plan: () => Promise<PlannedChange>,
  services: ChangeServices,
): Promise<DoneChange> {
  const { log } = services;
  const operation = await log.begin(begin);
  try {
    const { planned, after } = await planOperation(operation, plan, services);
    const { problem, operation: settled } = await settle(planned, false, services);
    if (problem !== null) throw problem;
    return { id: operation.row.id, account: resultingAccount(settled, after) };
  } catch (error) {
    // Another process settles it; for the caller it is still running.
    if (error instanceof LeaseLost) throw new ProblemError('auth0_unavailable', { cause: error });
    throw error;
  }
}

async function planOperation(
  operation: Operation,
  plan: () => Promise<PlannedChange>,
  services: ChangeServices,
): Promise<{ readonly planned: Operation; readonly after: Auth0User }> {
  try {
    const { plan: steps, after } = await withLease(operation, services, plan);
    return { planned: await services.log.saveAndLock(operation, steps, accountsOf(steps)), after };
  } catch (error) {
    // Nothing has been called: release the locks and report the reason.
    if (!(error instanceof LeaseLost)) await endRolledBackOperation(operation, problemOf(error).code, services);
    throw error;
  }
}

/** The account as planned, with the identities that Auth0 returned; null after a partial revert. */
function resultingAccount({ plan, identities }: Operation, after: Auth0User): Auth0User | null {
  if (plan?.direction === 'back') return null;
  const [first, ...others] = identities ?? after.identities;
  return first === undefined ? null : { ...after, identities: [first, ...others] };
}
