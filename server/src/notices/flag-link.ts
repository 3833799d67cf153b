import { randomToken, tokenHash } from '../secrets/sealer.ts';
import type { Services } from '../services.ts';
import type { Queries } from '../store/store.ts';

/** How long a “this wasn’t me” link works: 7 days, in milliseconds. */
const LIFETIME = 7 * 86_400_000;

/**
 * Makes the “this wasn’t me” link of an event; the store keeps only the hash of its token.
 *
 * @returns The address to put into the notices.
 */
export async function createFlagLink(
  { config, clock }: Pick<Services, 'config' | 'clock'>,
  trx: Queries,
  { account, historyId }: { readonly account: string; readonly historyId: string },
): Promise<string> {
  const token = randomToken();
  await trx
    .insertInto('flag_links')
    .values({
      token_hash: tokenHash(token),
      account,
      history_id: historyId,
      expires_at: clock.now() + LIFETIME,
      used_at: null,
    })
    .execute();
  return `${config.publicOrigin}/v1/notices/${token}`;
}
