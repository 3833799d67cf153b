import type { Account, FindAccount, RefreshToken } from 'oidc-provider';
import { runPostLogin } from '../action/run-post-login.ts';
import { profileClaims } from './claims.ts';
import { requestedOrganization } from './organization.ts';
import type { TenantContext } from './tenant-context.ts';

/**
 * Finds users for `oidc-provider`. A linked identity has no account of its own: its `sub` is the primary's. An
 * account that was absorbed or deleted is not found, so its session and refresh tokens are worth nothing.
 */
export function createFindAccount(context: TenantContext): FindAccount {
  const { store } = context;
  return async (_ctx, accountId, token) => {
    if (token?.kind === 'RefreshToken') await runAtRefresh(context, token);
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

/** At a login the interaction policy runs the Action; a refresh asks for nothing but the account. */
function runAtRefresh(context: TenantContext, token: RefreshToken): Promise<void> {
  return runPostLogin(context, {
    grantId: token.grantId ?? '',
    accountId: token.accountId,
    clientId: token.clientId ?? '',
    connection: token.amr?.[0] ?? '',
    authTime: token.authTime ?? 0,
    scopes: [...token.scopes],
    claims: token.claims,
    protocol: 'oauth2-refresh-token',
  });
}
