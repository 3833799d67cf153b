import type { Account, FindAccount, KoaContextWithOIDC, RefreshToken } from 'oidc-provider';
import { runPostLogin } from '../post-login/run-post-login.ts';
import { mfaRequired } from '../post-login/mfa-token.ts';
import { refuseBlocked, TokenRefusal } from '../dialect/token-errors.ts';
import { requestOf } from '../post-login/token-issue.ts';
import { resourceToAudience } from '../dialect/audience.ts';
import { profileClaims } from '../dialect/claims.ts';
import { requestedOrganization } from '../dialect/organization.ts';
import type { TenantContext } from '../context/tenant-context.ts';

/**
 * Finds users for `oidc-provider`. A linked identity has no separate account: its `sub` is the primary's. An
 * absorbed or deleted account is not found, so its session and refresh tokens are invalid; those of a blocked account
 * are refused until it is unblocked.
 */
export function createFindAccount(context: TenantContext): FindAccount {
  const { store } = context;
  return async (ctx, accountId, token) => {
    const user = store.users.get(accountId);
    if (user === undefined) return undefined;
    if (token?.kind === 'RefreshToken') {
      refuseBlocked(user);
      await runAtRefresh(context, ctx, token);
    }
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
async function runAtRefresh(context: TenantContext, ctx: KoaContextWithOIDC, token: RefreshToken): Promise<void> {
  const requested = [...token.scopes];
  const [resource] = [token.resource ?? []].flat();
  const { multifactor, redirect } = await runPostLogin(context, {
    grantId: token.grantId ?? '',
    accountId: token.accountId,
    clientId: token.clientId ?? '',
    connection: token.amr?.[0] ?? '',
    authTime: token.authTime ?? 0,
    mfa: token.amr?.includes('mfa') === true,
    ...(token.sessionUid === undefined ? {} : { session: { id: token.sessionUid } }),
    claims: token.claims,
    audience: resource === undefined ? undefined : resourceToAudience(resource),
    transaction: {
      protocol: 'oauth2-refresh-token',
      ...{ requested_scopes: requested, acr_values: [], ui_locales: [] },
    },
    request: requestOf(ctx),
  });
  if (redirect !== undefined) throw new TokenRefusal(403, 'interaction_required', 'An Action redirects the user.');
  if (multifactor === undefined) return;
  throw mfaRequired(context, {
    ...{ userId: token.accountId, clientId: token.clientId ?? '', connection: token.amr?.[0] ?? '' },
    ...{ gty: token.gty ?? 'refresh_token', scope: token.scope ?? '' },
    ...(resource === undefined ? {} : { resource }),
  });
}
