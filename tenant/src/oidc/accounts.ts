import type { Account, FindAccount } from 'oidc-provider';
import { profileClaims } from './claims.ts';
import { requestedOrganization } from './organization.ts';
import type { TenantContext } from './tenant-context.ts';

/**
 * Finds users for `oidc-provider`. A linked identity has no account of its own: its `sub` is the primary's. An
 * account that was absorbed or deleted is not found, so its session and refresh tokens are worth nothing.
 */
export function createFindAccount({ store }: TenantContext): FindAccount {
  return (_ctx, accountId) => {
    const user = store.users.get(accountId);
    if (user === undefined) return undefined;
    const account: Account = {
      accountId,
      claims: async (_use, _scope, claims) => ({
        ...profileClaims(user),
        ...requestedOrganization({ id_token: claims }),
        sub: accountId,
      }),
    };
    return account;
  };
}
