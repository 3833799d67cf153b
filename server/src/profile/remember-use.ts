import type { Auth0User } from '../auth0/management.ts';
import { userIdOf } from '../linking/identity-key.ts';
import type { Store } from '../store/store.ts';
import { identityOfSignIn, type SignIn } from './identity-view.ts';

/** Keeps when an identity was last used, if this sign-in is later than what is known. */
export async function rememberUse(store: Store, user: Auth0User, signIn: SignIn | null): Promise<void> {
  const identity = signIn === null ? undefined : identityOfSignIn(user, signIn);
  const at = signIn?.at ?? null;
  if (identity === undefined || at === null) return;
  const key = { account: user.user_id, identity: userIdOf(identity) };
  const known = await store.db
    .selectFrom('identity_facts')
    .select('last_used_at')
    .where('account', '=', key.account)
    .where('identity', '=', key.identity)
    .executeTakeFirst();
  // A view is a read nearly always.
  if ((known?.last_used_at ?? -1) >= at) return;
  await store.db
    .insertInto('identity_facts')
    .values({ ...key, nickname: null, linked_at: null, last_used_at: at })
    .onConflict((conflict) => conflict.columns(['account', 'identity']).doUpdateSet({ last_used_at: at }))
    .execute();
}
