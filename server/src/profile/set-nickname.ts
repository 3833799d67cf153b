import type { IdentityRef } from '@onefold/contract';
import { isSameIdentity, userIdOf } from '../linking/identity-key.ts';
import { readProblem } from '../linking/management-problem.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';

/**
 * Names one identity of an account; null removes the name.
 *
 * @throws {ProblemError} `not_found` (not this account's), `invalid_request`, `account_gone`, `auth0_unavailable`.
 */
export async function setNickname(
  { store, management }: Pick<Services, 'store' | 'management'>,
  account: string,
  ref: IdentityRef,
  nickname: string | null,
): Promise<void> {
  if (nickname !== null && /\p{Cc}/u.test(nickname)) {
    throw new ProblemError('invalid_request', { detail: 'nickname: control characters are not allowed' });
  }
  const user = await management.viewUser(account).catch((error: unknown) => {
    // A read has changed nothing; the caller learns why.
    throw readProblem(error);
  });
  if (user === null) throw new ProblemError('account_gone');
  if (!user.identities.some((identity) => isSameIdentity(identity, ref))) throw new ProblemError('not_found');
  await store.db
    .insertInto('identity_facts')
    .values({ account, identity: userIdOf(ref), nickname, linked_at: null, last_used_at: null })
    .onConflict((conflict) => conflict.columns(['account', 'identity']).doUpdateSet({ nickname }))
    .execute();
}
