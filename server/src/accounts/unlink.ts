import type { IdentityRef } from '@onefold/contract';
import type { Caller } from '../auth0/access-token-verifier.ts';
import { isSameIdentity, userIdOf } from '../auth0/user-id.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { addresseeOf, addresseeOfIdentity, eventIdentity } from './merge/event-identity.ts';
import type { AskedFrom, ChangeServices } from './operation/change-services.ts';
import { newPlan, type Plan } from './operation/plan.ts';
import { runOperation } from './operation/run-operation.ts';
import { endSessionsStep } from './operation/step.ts';
import { fitsProfile } from './policy/profile-size.ts';
import { unlinkLock } from './policy/unlink-rule.ts';
import { readConnections, readUser } from './read-accounts.ts';

/**
 * Unlinks an identity of the caller's account. Checks the rules inside the lock, on a fresh read, so that of two requests for the
 * last two sign-ins one fails. Auth0 does not say which sessions began with the identity, so all sessions end except the one
 * of the request.
 *
 * @returns The id of the operation.
 * @throws {ProblemError} `insufficient_user_authentication`, `not_found`, the code of an `unlinkLock`, `change_in_progress`, …
 */
export async function unlinkIdentity(
  { subject }: Caller,
  identity: IdentityRef,
  from: AskedFrom,
  services: ChangeServices,
): Promise<string> {
  await services.freshLogins.require(subject, from.browserHash);
  return await runOperation(
    { kind: 'unlink', subject, account: subject, other: userIdOf(identity), locks: [subject] },
    () => planUnlink(subject, identity, from, services),
    services,
  );
}

async function planUnlink(
  subject: string,
  ref: IdentityRef,
  { origin, browserHash }: AskedFrom,
  { config, management, store, freshLogins }: ChangeServices,
): Promise<Plan> {
  const [user, connections] = await Promise.all([readUser(management, subject), readConnections(management)]);
  // Inside the lock: a change from another browser may have ended this one's sign-in meanwhile.
  const { sessionId } = await freshLogins.require(subject, browserHash);
  if (user === null) throw new ProblemError('account_gone');
  if (user.blocked) throw new ProblemError('account_changed');
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
  // After unlinking, so that no new session begins with the identity in between.
  return newPlan([unlink, ...endSessionsStep(config, subject, sessionId)], {
    origin,
    browserHash,
    events: [
      {
        account: subject,
        type: 'identity.unlinked',
        identity: eventIdentity(identity, config.connections),
        notify: [addresseeOf(user), addresseeOfIdentity(identity)],
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
    // Linking it again makes the profile as large as the current one.
    undoable: fitsProfile(user),
  });
}
