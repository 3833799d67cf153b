import type { ErrorCode } from '@onefold/contract';
import type { Logger } from 'pino';
import type { VerifiedLogin } from '../auth0/authorization-server.ts';
import type { Services } from '../services.ts';
import type { IntentRow } from '../store/schema.ts';
import { beginLeg, type LegServices } from './begin-leg.ts';
import { failIntent } from './fail-intent.ts';
import { failureCode } from './failure-code.ts';
import { finishLogin } from './finish-login.ts';
import { openFacts, sealFacts, type ProvedAccount } from './intent-facts.ts';
import { candidateOf, provedAccount } from './proved-account.ts';
import type { TakenLeg } from './take-leg.ts';

/**
 * Leg 1 has come back: checks who signed in and goes on to leg 2. What is refused here is told only after leg 2, because the
 * browser's session at Auth0 is the other account's now and must end on the main account (docs/decisions/010). Where nobody
 * signed in, or the main account did, there is nothing to put right and the intent ends at once.
 *
 * @returns Where to send the browser; null: the intent has ended.
 */
export async function proveOtherAccount(
  services: LegServices & Pick<Services, 'config' | 'management'>,
  taken: TakenLeg,
  callback: URL,
  logger: Logger,
): Promise<string | null> {
  const { intent } = taken;
  let login: VerifiedLogin | undefined;
  let intentNow: IntentRow | undefined;
  try {
    login = await finishLogin(services, taken, callback);
    intentNow = await saveProof(services, intent, login.authTime, await provedAccount(services, intent, login));
  } catch (error) {
    const code = failureCode(error, logger);
    if (!callback.searchParams.has('code') || login?.sub === intent.subject) {
      await failIntent(services, intent.id, code);
      return null;
    }
    intentNow = await saveRefusal(services, intent, code, login);
  }
  // Cancelled meanwhile.
  if (intentNow === undefined) return null;
  try {
    return await beginLeg(services, intentNow, 'primary');
  } catch (error) {
    await failIntent(services, intent.id, intentNow.error_code ?? failureCode(error, logger));
    return null;
  }
}

async function saveProof(
  { store, sealer }: Pick<Services, 'store' | 'sealer'>,
  intent: IntentRow,
  authTime: number,
  proved: ProvedAccount,
): Promise<IntentRow | undefined> {
  const facts = openFacts(sealer, intent);
  if (facts === null) throw new Error('An open intent knows the main account.');
  return store.db
    .updateTable('intents')
    .set({
      stage: 'proved',
      candidate: sealFacts(sealer, intent.id, { ...facts, proved }),
      secondary_auth_at: authTime,
    })
    .where('id', '=', intent.id)
    .where('stage', '=', 'created')
    .where('error_code', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

async function saveRefusal(
  { store, sealer }: Pick<Services, 'store' | 'sealer'>,
  intent: IntentRow,
  code: ErrorCode,
  login: VerifiedLogin | undefined,
): Promise<IntentRow | undefined> {
  // Which address has to be verified is told to the person, who has just signed in with it.
  const refused =
    code === 'email_not_verified' && login !== undefined ? candidateOf(login, intent.connection) : undefined;
  const facts = openFacts(sealer, intent);
  const candidate =
    refused === undefined || facts === null ? intent.candidate : sealFacts(sealer, intent.id, { ...facts, refused });
  return store.db
    .updateTable('intents')
    .set({ error_code: code, candidate })
    .where('id', '=', intent.id)
    .where('stage', '=', 'created')
    .where('error_code', 'is', null)
    .returningAll()
    .executeTakeFirst();
}
