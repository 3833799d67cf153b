import type { EventDetails, IdentityRef, UnlinkRequest } from '@onefold/contract';
import type { Caller } from '../auth0/access-token-verifier.ts';
import { activeUser } from '../auth0/active-user.ts';
import { isSameIdentity, userIdOf } from '../auth0/user-id.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { recipientOf, recipientOfIdentity, eventIdentity } from './merge/event-identity.ts';
import type { RequestContext, ChangeServices } from './operation/change-services.ts';
import { newPlan, type PlannedChange } from './operation/plan.ts';
import { type DoneChange, runOperation } from './operation/run-operation.ts';
import { sessionsToEnd } from './operation/step.ts';
import { fitsProfile } from './policy/profile-size.ts';
import { unlinkLock } from './policy/unlink-rule.ts';
import { readEnabledConnections, readUser } from './read-accounts.ts';

/** A request to unlink. */
export interface UnlinkCommand {
  readonly caller: Caller;
  readonly identity: IdentityRef;
  readonly from: RequestContext;
  /** Options, validated by the contract. */
  readonly request: UnlinkRequest;
}

/** Calls of an unlink: the account, the connections, the unlink itself, and after the response two lists of sessions. */
const EXPECTED_CALLS = 5;

/**
 * Unlinks an identity of the caller's account. Checks the rules inside the lock, on a fresh read, so that one of two concurrent
 * requests for the last two sign-ins fails. Auth0 does not say which sessions began with the identity, so all sessions end except the one
 * of the request.
 *
 * @throws {ProblemError} `rate_limited` before the first call, `insufficient_user_authentication`, `not_found`, the code of an `unlinkLock`, `change_in_progress`, …
 */
export async function unlinkIdentity(command: UnlinkCommand, services: ChangeServices): Promise<DoneChange> {
  const { identity, from } = command;
  const { subject } = command.caller;
  await services.recentSignIns.require(subject, from.browserHash);
  return await services.management.admit({ subject, calls: EXPECTED_CALLS }, () =>
    runOperation(
      { kind: 'unlink', subject, account: subject, other: userIdOf(identity), locks: [subject] },
      () => planUnlink(command, services),
      services,
    ),
  );
}

async function planUnlink(
  { caller: { subject }, identity: ref, from: { origin, browserHash }, request }: UnlinkCommand,
  { config, management, store, recentSignIns }: ChangeServices,
): Promise<PlannedChange> {
  const [current, connections] = await Promise.all([readUser(management, subject), readEnabledConnections(management)]);
  // Inside the lock: a change from another browser may have ended this one's sign-in meanwhile.
  const { sessionId } = await recentSignIns.require(subject, browserHash);
  const user = activeUser(current);
  const identity = user.identities.find((each) => isSameIdentity(each, ref));
  if (identity === undefined) throw new ProblemError('not_found');
  const lock = unlinkLock(identity, user, config.connections, connections);
  if (lock !== null) throw new ProblemError(lock.code, { detail: lock.reason });
  const alone = userIdOf(ref);
  const facts = await store.db
    .selectFrom('identity_facts')
    .select('linked_at')
    .where('account', '=', subject)
    .where('identity', '=', alone)
    .executeTakeFirst();
  const unlink = {
    do: 'unlink',
    account: subject,
    identity: { provider: ref.provider, user_id: ref.user_id },
  } as const;
  const plan = newPlan([unlink], {
    // After the unlink, so that no session can begin with the identity in between.
    ...sessionsToEnd(config, subject, sessionId),
    origin,
    browserHash,
    events: [
      {
        // An option that is not a detail of the event in the contract would be lost here: it does not compile.
        ...(request satisfies Partial<Record<Exclude<keyof UnlinkRequest, keyof EventDetails>, never>>),
        account: subject,
        type: 'identity.unlinked',
        identity: eventIdentity(identity, config.connections),
        notify: [recipientOf(user), recipientOfIdentity(identity)],
      },
    ],
    moves: [
      {
        identity: alone,
        from: subject,
        into: alone,
        linkedAt: null,
        linkedBefore: facts?.linked_at ?? null,
        usedAt: null,
      },
    ],
    absorbed: null,
    loginHint: null,
    metadata: user.user_metadata,
    // Relinking restores the current size of the profile.
    undoable: fitsProfile(user),
  });
  const [main, ...others] = user.identities;
  return { plan, after: { ...user, identities: [main, ...others.filter((each) => each !== identity)] } };
}
