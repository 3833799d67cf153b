import type { IdentityRef } from '@onefold/contract';
import type { Caller } from '../auth0/authorization-server.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { addresseeOf, addresseeOfIdentity } from './addressee.ts';
import type { AskedFrom } from './asked-from.ts';
import type { ChangeServices } from './change-services.ts';
import { endSessionsStep } from './end-sessions-step.ts';
import { eventIdentity } from './event-identity.ts';
import { isSameIdentity, userIdOf } from './identity-key.ts';
import { newPlan, type Plan } from './plan.ts';
import { readConnections, readUser } from './read-accounts.ts';
import { runOperation } from './run-operation.ts';
import { unlinkLock } from './unlink-rule.ts';

/**
 * Takes an identity off the caller's account. The rule is asked inside the lock and on a fresh read, so of two that would
 * take the last two sign-ins one is refused. Whoever signed in with it may be signed in still, and Auth0 does not tell which
 * sessions those are: all end but the one in which the person asks.
 *
 * @returns The id of the operation.
 */
export async function unlinkIdentity(
  { subject }: Caller,
  identity: IdentityRef,
  from: AskedFrom,
  services: ChangeServices,
): Promise<string> {
  return await runOperation(
    { kind: 'unlink', subject, account: subject, other: userIdOf(identity) },
    () => planUnlink(subject, identity, from, services),
    services,
  );
}

async function planUnlink(
  subject: string,
  ref: IdentityRef,
  { origin, session }: AskedFrom,
  { config, management, store }: ChangeServices,
): Promise<Plan> {
  const [user, connections] = await Promise.all([readUser(management, subject), readConnections(management)]);
  if (user === null) throw new ProblemError('account_gone');
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
  // After it, so that nobody signs in again with the identity in between.
  return newPlan([unlink, ...endSessionsStep(config, subject, session)], {
    origin,
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
  });
}
