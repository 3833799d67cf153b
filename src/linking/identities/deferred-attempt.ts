import { from, switchMap } from 'rxjs';
import type { LinkAttempt, LinkRequest } from './linking-gateway';

/** An attempt whose code is still on its way: what it is told before, it does then. */
export function deferredAttempt(
  { connection, window }: Pick<LinkRequest, 'connection' | 'window'>,
  attempt: Promise<LinkAttempt>,
): LinkAttempt {
  return {
    connection,
    progress$: from(attempt).pipe(switchMap(({ progress$ }) => progress$)),
    confirm: async (decision) => (await attempt).confirm(decision),
    cancel: () => {
      window?.close();
      // Where it failed, `progress$` tells why.
      attempt.then((begun) => begun.cancel()).catch(() => undefined);
    },
  };
}
