import type { IdentityRef, LinkableConnection, Suggestion } from '@onefold/contract';
import type { Queries } from '../store/store.ts';

/**
 * What is suggested to an account now: found and not dismissed, by a connection that can be linked, and not a part of the
 * account meanwhile.
 */
export async function openSuggestions(
  queries: Queries,
  { user_id: account, identities }: { readonly user_id: string; readonly identities: readonly IdentityRef[] },
  linkable: readonly LinkableConnection[],
): Promise<Suggestion[]> {
  const own = new Set(identities.map(({ provider, user_id }) => `${provider}|${user_id}`));
  const rows = await queries
    .selectFrom('suggestions')
    .select(['id', 'other', 'connection', 'masked_email'])
    .where('account', '=', account)
    .where('dismissed_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, other, connection, masked_email }) => {
    if (own.has(other)) return [];
    const described = linkable.find(({ name }) => name === connection);
    return described === undefined ? [] : [{ id, connection: described, masked_email }];
  });
}
