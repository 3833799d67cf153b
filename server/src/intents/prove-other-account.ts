import type { ErrorCode, Candidate } from '@onefold/contract';
import type { Logger } from 'pino';
import type { Management } from '../auth0/management.ts';
import { splitUserId } from '../auth0/user-id.ts';
import type { VerifiedLogin } from '../auth0/verify-login.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { IntentRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { openFacts, sealFacts, type ProvedAccount } from './intent-facts.ts';
import { beginLeg, type LegServices, failureCode, finishLogin, type ClaimedLeg } from './legs.ts';
import { failIntent } from './stored-intent.ts';

/**
 * Handles the callback of leg 1: checks who signed in and continues with leg 2. A refusal is reported only after leg 2, because
 * the browser's session at Auth0 now belongs to the other account and must end on the main account (docs/decisions/010). If
 * the sign-in failed or was that of the main account, the session needs no correction and the intent ends at once.
 *
 * @returns Where to send the browser; null: the intent has ended.
 */
export async function proveOtherAccount(
  services: LegServices & { readonly config: ServerConfig; readonly management: Management },
  claimedLeg: ClaimedLeg,
  callback: URL,
  logger: Logger,
): Promise<string | null> {
  const { intent } = claimedLeg;
  let login: VerifiedLogin | undefined;
  let intentNow: IntentRow | undefined;
  try {
    login = await finishLogin(services, claimedLeg, callback);
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
  { store, sealer }: { readonly store: Store; readonly sealer: Sealer },
  intent: IntentRow,
  authTime: number,
  proved: ProvedAccount,
): Promise<IntentRow | undefined> {
  const facts = openFacts(sealer, intent);
  if (facts === null) throw new Error('An open intent must have the main account.');
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
  { store, sealer }: { readonly store: Store; readonly sealer: Sealer },
  intent: IntentRow,
  code: ErrorCode,
  login: VerifiedLogin | undefined,
): Promise<IntentRow | undefined> {
  // Names the address to verify: the user has just signed in with it.
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

/**
 * The account that leg 1 proved, if it may be linked. Only the verified ID token decides which one it is.
 *
 * @throws {ProblemError} `same_account`, `already_linked`, `email_not_verified`, `connection_not_allowed` (the user signed in
 *   with another connection than the chosen one), `identifier_invalid`. @throws {ManagementError}
 */
async function provedAccount(
  {
    config,
    sealer,
    management,
  }: { readonly config: ServerConfig; readonly sealer: Sealer; readonly management: Management },
  intent: IntentRow,
  login: VerifiedLogin,
): Promise<ProvedAccount> {
  const facts = openFacts(sealer, intent);
  if (facts === null) throw new Error('An open intent must have the main account.');
  const { main, identities } = facts;
  if (login.sub === intent.subject) {
    // A linked sign-in returns the account's own `sub`; the connection distinguishes the two cases.
    throw new ProblemError(main.connection === intent.connection ? 'same_account' : 'already_linked');
  }
  if (identities.includes(login.sub)) throw new ProblemError('already_linked');
  const candidate = candidateOf(login, intent.connection);
  const user = await management.getUser(login.sub);
  // It signed in a moment ago, so it has been deleted, or absorbed by another link.
  if (user === null) throw new ProblemError('account_changed');
  // Without an address in the ID token, the user record decides whether it is verified.
  const { email, emailVerified } =
    login.email === undefined ? { email: user.email, emailVerified: user.email_verified } : login;
  if (!config.allowUnverifiedEmail && email !== undefined && !emailVerified) {
    throw new ProblemError('email_not_verified');
  }
  if (!user.identities.some(({ connection }) => connection === intent.connection)) {
    throw new ProblemError('connection_not_allowed');
  }
  return { subject: login.sub, candidate };
}

/** The presentable facts of the user who signed in. @throws {ProblemError} `identifier_invalid` */
function candidateOf({ sub, name, email, emailVerified, picture }: VerifiedLogin, connection: string): Candidate {
  const identity = splitUserId(sub);
  if (identity === null) throw new ProblemError('identifier_invalid');
  return {
    identity,
    connection,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email, email_verified: emailVerified }),
    ...(picture === undefined ? {} : { picture }),
  };
}
