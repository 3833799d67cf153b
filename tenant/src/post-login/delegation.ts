import { randomBytes } from 'node:crypto';
import type { TenantContext } from '../context/tenant-context.ts';

const TRANSFER = 'SessionTransfer';
const SESSION = 'DelegatedSession';
const GRANT = 'DelegatedGrant';
/** Milliseconds in which a session transfer may be used. */
export const TRANSFER_LIFETIME = 60_000;
/** Lifetime of delegated sessions and their access tokens. */
export const DELEGATED_SECONDS = 7_200;
/** Milliseconds that the actor is remembered: longer than any session, so that none outlives it. */
const ACTOR_RETENTION = 30 * 86_400_000;

/** The party that acts on behalf of a user. Source: RFC 8693 §4.1. */
export interface Actor {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/** A delegated session that may be started. */
export interface SessionTransfer {
  readonly userId: string;
  readonly actor: Actor;
}

type DelegationContext = Pick<TenantContext, 'store' | 'clock'>;

/** Makes a `session_transfer_token` for `/authorize`: single use, one minute. Source: Auth0, "Session Delegation". */
export function issueSessionTransfer({ store, clock }: DelegationContext, transfer: SessionTransfer): string {
  if (store.users.get(transfer.userId) === undefined) throw new RangeError(`Unknown user "${transfer.userId}".`);
  const token = randomBytes(32).toString('base64url');
  const payload = { ...transfer, accountId: transfer.userId };
  store.payloads.upsert(TRANSFER, token, payload, clock.now() + TRANSFER_LIFETIME);
  return token;
}

/** Uses a `session_transfer_token` up. */
export function takeSessionTransfer({ store }: DelegationContext, token: string): SessionTransfer | undefined {
  const transfer = store.payloads.find(TRANSFER, token)?.payload as unknown as SessionTransfer | undefined;
  store.payloads.destroy(TRANSFER, token);
  return transfer;
}

/** Marks a session as delegated, or as the user's own after another login. */
export function setSessionActor({ store, clock }: DelegationContext, login: DelegatedLogin, actor?: Actor): void {
  const { sessionId, accountId } = login;
  if (actor === undefined) store.payloads.destroy(SESSION, sessionId);
  else
    store.payloads.upsert(
      SESSION,
      sessionId,
      { accountId, actor, until: clock.now() + DELEGATED_SECONDS * 1000 },
      clock.now() + ACTOR_RETENTION,
    );
}

interface DelegatedLogin {
  readonly sessionId: string;
  readonly accountId: string;
}

/** Returns the actor of a session. */
export function sessionActor({ store }: Pick<TenantContext, 'store'>, sessionId: string): Actor | undefined {
  return store.payloads.find(SESSION, sessionId)?.payload['actor'] as Actor | undefined;
}

/** Returns the seconds a delegated session has left, at least 1; `undefined` for a session of the user's own. */
export function delegatedSeconds({ store, clock }: DelegationContext, sessionId: string): number | undefined {
  const until = store.payloads.find(SESSION, sessionId)?.payload['until'];
  return until === undefined ? undefined : Math.max(1, Math.floor((Number(until) - clock.now()) / 1000));
}

/** Remembers the actor for the tokens of a grant. */
export function setGrantActor({ store, clock }: DelegationContext, grantId: string, actor: Actor): void {
  store.payloads.upsert(GRANT, grantId, { grantId, actor }, clock.now() + ACTOR_RETENTION);
}

/** Returns the actor of a grant's tokens. */
export function grantActor({ store }: Pick<TenantContext, 'store'>, grantId: string | undefined): Actor | undefined {
  if (grantId === undefined) return undefined;
  return store.payloads.find(GRANT, grantId)?.payload['actor'] as Actor | undefined;
}
