import { ProblemError } from '../../platform/problem-error.ts';
import type { ChangeServices } from './change-services.ts';
import { endUnreadableOperation } from './end-operation.ts';
import { LeaseLost } from './operation-log.ts';
import { settle } from './settle.ts';

/**
 * Settles operations whose lease has expired, one after the other, because they share Auth0's rate with user requests.
 *
 * @returns How many were settled, and how many remain because Auth0 does not answer or another process has them.
 */
export async function recoverOperations(
  services: ChangeServices,
): Promise<{ readonly settled: number; readonly left: number }> {
  let [settled, left] = [0, 0];
  for (const id of await services.log.abandoned()) {
    const operation = await services.log.takeOver(id);
    // Another process was faster.
    if (operation === null) continue;
    try {
      if (operation.unreadable === true) {
        await endUnreadableOperation(operation, services);
        services.logger.error({ operation: id, account: operation.row.account }, 'operation cannot be decrypted');
        continue;
      }
      const { problem } = await settle(operation, true, services);
      const { kind, account } = operation.row;
      services.logger.info({ operation: id, kind, account, reverted: problem?.code }, 'operation recovered');
      settled++;
    } catch (error) {
      // An operation that cannot be settled now must not delay the others; it is retried when its lease ends.
      left++;
      const expected = error instanceof ProblemError || error instanceof LeaseLost;
      services.logger[expected ? 'warn' : 'error']({ err: error, operation: id }, 'operation not recovered');
    }
  }
  return { settled, left };
}
