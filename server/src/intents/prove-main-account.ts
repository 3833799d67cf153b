import type { Logger } from 'pino';
import type { AuthorizationServer } from '../auth0/authorization-server.ts';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { IntentRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { failureCode, finishLogin, type ClaimedLeg } from './legs.ts';
import { failureColumns, failIntent } from './stored-intent.ts';

/**
 * Handles the callback of leg 2 or of an elevation: the user must be the one who began. Then the intent is ready
 * (or the elevation done), and the login counts as fresh in this browser. A refusal of leg 1 is reported now.
 */
export async function proveMainAccount(
  services: {
    readonly store: Store;
    readonly authorizationServer: AuthorizationServer;
    readonly recentSignIns: RecentSignIns;
  },
  claimedLeg: ClaimedLeg,
  callback: URL,
  logger: Logger,
): Promise<void> {
  const { intent, secrets } = claimedLeg;
  try {
    const { sub, authTime, sessionId = null } = await finishLogin(services, claimedLeg, callback);
    if (sub !== intent.subject) throw new ProblemError('wrong_account');
    await services.store.transaction(async (trx) => {
      const { kind, error_code } = intent;
      const from = kind === 'elevation' || error_code !== null ? 'created' : 'proved';
      const to: Partial<IntentRow> =
        kind === 'elevation'
          ? { stage: 'done', candidate: null }
          : error_code === null
            ? { stage: 'ready' }
            : failureColumns(error_code);
      const moved = await trx
        .updateTable('intents')
        .set({ ...to, primary_auth_at: authTime })
        .where('id', '=', intent.id)
        .where('stage', '=', from)
        .returning('id')
        .executeTakeFirst();
      // The user has cancelled meanwhile: the login has no effect.
      if (moved === undefined) return;
      const { subject, browser_hash: browserHash } = intent;
      await services.recentSignIns.record(trx, {
        subject,
        browserHash,
        authAt: authTime,
        connection: secrets.connection,
        sessionId,
      });
    });
  } catch (error) {
    const code = failureCode(error, logger);
    await failIntent(services, intent.id, intent.error_code ?? code, true);
  }
}
