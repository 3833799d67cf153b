import type { ErrorCode } from '@onefold/contract';
import type { Logger } from 'pino';
import type { LoginSecrets, AuthorizationServer } from '../auth0/authorization-server.ts';
import type { VerifiedLogin } from '../auth0/verify-login.ts';
import { problemOf } from '../http/problem-of.ts';
import type { Clock } from '../platform/clock.ts';
import { tokenHash, type Sealer } from '../platform/sealer.ts';
import type { IntentRow, LegRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { openFacts, type MainSignIn } from './intent-facts.ts';
import { pendingLeg } from './intent-stage.ts';
import { endIfUnreadable, failIntent } from './stored-intent.ts';

/** Maximum number of open sign-ins of one intent: a user who navigates back and forth begins several. */
const MAX_LEGS = 10;

/** Dependencies of a new leg. */
export interface LegServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly authorizationServer: AuthorizationServer;
}

/**
 * Begins a sign-in: `secondary` for the account to add, `primary` for the main account.
 *
 * @returns Where to send the browser. @throws {ProblemError} `auth0_unavailable`.
 */
export async function beginLeg(services: LegServices, intent: IntentRow, leg: LegRow['leg']): Promise<string> {
  const { store, clock, sealer, authorizationServer } = services;
  const signIn: MainSignIn = leg === 'secondary' ? { connection: intent.connection } : mainOf(services, intent);
  const startedAt = clock.now();
  const { url, secrets } = await authorizationServer.begin({
    ...signIn,
    ...(intent.organization === null ? {} : { organization: intent.organization }),
    ...(intent.language === null ? {} : { language: intent.language }),
  });
  const stateHash = tokenHash(secrets.state);
  const kept: LegSecrets = { nonce: secrets.nonce, codeVerifier: secrets.codeVerifier, connection: signIn.connection };
  await store.transaction(async (trx) => {
    const older = trx
      .selectFrom('legs')
      .select('state_hash')
      .where('intent_id', '=', intent.id)
      .orderBy('started_at', 'desc')
      .orderBy('state_hash')
      .limit(1000)
      .offset(MAX_LEGS - 1);
    await trx.deleteFrom('legs').where('state_hash', 'in', older).execute();
    await trx
      .insertInto('legs')
      .values({
        state_hash: stateHash,
        intent_id: intent.id,
        leg,
        secrets: sealer.seal('leg', stateHash, JSON.stringify(kept)),
        started_at: startedAt,
        used_at: null,
      })
      .execute();
  });
  return url;
}

function mainOf({ sealer }: { readonly sealer: Sealer }, intent: IntentRow): MainSignIn {
  const facts = openFacts(sealer, intent);
  if (facts === null) throw new Error('An open intent must have the main account’s sign-in.');
  return facts.main;
}

/** A leg whose callback has been used. */
export interface ClaimedLeg {
  readonly intent: IntentRow;
  readonly leg: LegRow['leg'];
  readonly startedAt: number;
  readonly state: string;
  readonly secrets: LegSecrets;
}

/**
 * Uses the leg of a `state`: once, and only in the browser that began it. Returns null and changes nothing if the state is absent,
 * unknown, used before or of another browser, or if its intent has expired or waits for something else; ends the intent if its
 * sealing key is lost (OAuth 2.0 Security BCP,
 * RFC 9700 §4.7: one-time CSRF tokens bound to the user agent).
 */
export async function claimLeg(
  { store, clock, sealer }: { readonly store: Store; readonly clock: Clock; readonly sealer: Sealer },
  state: string | undefined,
  browserHash: string | null,
): Promise<ClaimedLeg | null> {
  if (state === undefined || browserHash === null) return null;
  const hash = tokenHash(state);
  const claimedLeg = await store.transaction(async (trx) => {
    const leg = await trx
      .selectFrom('legs')
      .selectAll()
      .where('state_hash', '=', hash)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (leg === undefined) return null;
    const intent = await trx.selectFrom('intents').selectAll().where('id', '=', leg.intent_id).executeTakeFirst();
    if (intent?.browser_hash !== browserHash || pendingLeg(intent, clock.now()) !== leg.leg) return null;
    const used = await trx
      .updateTable('legs')
      .set({ used_at: clock.now() })
      .where('state_hash', '=', hash)
      .where('used_at', 'is', null)
      .returning('state_hash')
      .executeTakeFirst();
    return used === undefined ? null : { intent, leg };
  });
  if (claimedLeg === null) return null;
  const { leg } = claimedLeg;
  const intent = await endIfUnreadable({ store, sealer }, claimedLeg.intent);
  const secrets = openSecrets(sealer, leg);
  if (secrets === null) await failIntent({ store }, intent.id, 'intent_expired', false);
  if (secrets === null || pendingLeg(intent, clock.now()) === null) return null;
  return { intent, leg: leg.leg, startedAt: leg.started_at, state, secrets };
}

/** Null if the key is lost. */
function openSecrets(sealer: Sealer, { state_hash, secrets }: LegRow): LegSecrets | null {
  try {
    return JSON.parse(sealer.open('leg', state_hash, secrets)) as LegSecrets;
  } catch {
    // The intent ends, and the user starts again.
    return null;
  }
}

/** The sealed data of a leg; `state` returns with the browser and is not stored. */
export interface LegSecrets extends Omit<LoginSecrets, 'state'> {
  /** Requested connection of the sign-in. */
  readonly connection: string;
}

/** Verifies the callback of a leg. @throws {ProblemError} as `AuthorizationServer.finish`. */
export async function finishLogin(
  { authorizationServer }: { readonly authorizationServer: AuthorizationServer },
  { intent, startedAt, state, secrets: { nonce, codeVerifier } }: ClaimedLeg,
  callback: URL,
): Promise<VerifiedLogin> {
  const organization = intent.organization === null ? {} : { organization: intent.organization };
  return authorizationServer.finish(callback, { state, nonce, codeVerifier }, { startedAt, ...organization });
}

/** The code with which an intent ends after a failed sign-in. Logs the error, because the user cannot fix its cause. */
export function failureCode(error: unknown, logger: Logger): ErrorCode {
  const { code } = problemOf(error);
  if (code === 'internal_error') logger.error({ err: error, reason: code }, 'sign-in not verified');
  else logger.info({ err: error, reason: code }, 'sign-in refused');
  return code;
}
