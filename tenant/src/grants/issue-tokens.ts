import type { TokenEndpointGrantContext } from 'oidc-provider';
import { setGrantActor, type Actor } from '../post-login/delegation.ts';
import { runPostLogin } from '../post-login/run-post-login.ts';
import { requestOf } from '../post-login/token-issue.ts';
import { resourceToAudience } from '../dialect/audience.ts';
import { createFindAccount } from '../oidc/find-account.ts';
import { TokenRefusal } from '../dialect/token-errors.ts';
import { claimsForScopes } from '../dialect/claims.ts';
import { createResourceServerInfo } from '../oidc/resource-server-info.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { requiresMfa } from '../oidc/mfa-prompt.ts';
import { textOf } from '../model/text-of.ts';
import { mfaRequired } from '../post-login/mfa-token.ts';
import type { TenantUser } from '../model/tenant-user.ts';

/** A login without a browser, whose tokens are to be issued. */
export interface GrantedLogin {
  readonly user: TenantUser;
  /** Name of the connection. */
  readonly connection: string;
  /** As Auth0 names the grant in the access token's `gty`. */
  readonly gty: string;
  /** Requested scopes; the default scopes of a login when empty. */
  readonly scope: string;
  /** Resource indicator of the audience; see `audienceToResource`. */
  readonly resource?: string;
  /** A second factor was proved. */
  readonly mfa?: boolean;
  /** The party that acts on behalf of the user; then no refresh token is issued. */
  readonly actor?: Actor;
  /** The protocol that Actions see; `oauth2-password` when absent. */
  readonly protocol?: 'oauth2-token-exchange';
}

/**
 * Responds to a token request with the tokens of a login. Creates no SSO session, as on Auth0.
 * @throws TokenRefusal 403 `mfa_required` if a second factor is required first
 */
export async function issueTokens(
  context: TenantContext,
  ctx: TokenEndpointGrantContext,
  login: GrantedLogin,
): Promise<void> {
  const { provider, client } = ctx.oidc;
  const { user, gty, connection, resource, actor, mfa = false, protocol = 'oauth2-password' } = login;
  const accountId = user.user_id;
  const requested = (login.scope || 'openid profile email').split(' ').filter(Boolean);
  // A delegation must not outlive its tokens.
  const scopes = new Set(actor === undefined ? requested : requested.filter((name) => name !== 'offline_access'));
  const scope = [...scopes].join(' ');
  const authTime = Math.floor(context.clock.now() / 1000);
  const amr = [connection, ...(mfa ? ['mfa'] : [])];
  ctx.oidc.params.scope = scope;
  const account = await createFindAccount(context)(ctx, accountId);
  if (account !== undefined) ctx.oidc.entity('Account', account);

  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(scope);
  const server = resource === undefined ? undefined : createResourceServerInfo(context)(ctx, resource);
  if (resource !== undefined && server !== undefined) grant.addResourceScope(resource, server.scope);
  await grant.save();
  ctx.oidc.entity('Grant', grant);
  if (actor !== undefined) setGrantActor(context, grant.jti, actor);
  const { multifactor, redirect } = await runPostLogin(context, {
    ...{ grantId: grant.jti, accountId, clientId: client.clientId, connection, authTime, mfa },
    claims: undefined,
    audience: resource === undefined ? undefined : resourceToAudience(resource),
    transaction: { protocol, requested_scopes: [...scopes], acr_values: [], ui_locales: [] },
    request: requestOf(ctx),
  });
  if (redirect !== undefined) throw new TokenRefusal(403, 'interaction_required', 'An Action redirects the user.');
  if (!mfa && (multifactor !== undefined || requiresMfa(context, accountId))) {
    const pending = { scope, ...(resource === undefined ? {} : { resource }) };
    throw mfaRequired(context, { userId: accountId, clientId: client.clientId, connection, gty, ...pending });
  }

  const token = new provider.AccessToken({ accountId, client, grantId: grant.jti, gty });
  if (resource !== undefined && server !== undefined) {
    token.resourceServer = new provider.ResourceServer(resource, server);
    token.scope = grant.getResourceScopeFiltered(resource, scopes);
  } else {
    token.scope = grant.getOIDCScopeFiltered(scopes);
  }
  ctx.oidc.entity('AccessToken', token);
  const shared = { accountId, client, grantId: grant.jti, gty, scope, authTime, amr };
  const refresh =
    scopes.has('offline_access') && client.grantTypeAllowed('refresh_token')
      ? new provider.RefreshToken({
          ...shared,
          expiresWithSession: false,
          ...(resource === undefined ? {} : { resource }),
        })
      : undefined;
  if (refresh !== undefined) ctx.oidc.entity('RefreshToken', refresh);
  ctx.body = {
    access_token: await token.save(),
    ...(refresh === undefined ? {} : { refresh_token: await refresh.save() }),
    ...(scopes.has('openid') ? { id_token: await idToken(ctx, user, scopes, mfa) } : {}),
    scope: token.scope,
    expires_in: token.expiration,
    token_type: token.tokenType,
  };
}

function idToken(
  ctx: TokenEndpointGrantContext,
  user: TenantUser,
  scopes: ReadonlySet<string>,
  mfa: boolean,
): Promise<string> {
  const token = new ctx.oidc.provider.IdToken({ sub: user.user_id }, { ctx });
  for (const [name, value] of Object.entries(claimsForScopes(user, scopes))) token.set(name, value);
  if (mfa) token.set('amr', ['mfa']);
  return token.issue({ use: 'idtoken' });
}

/** The request's scope and resource. */
export function requestedAccess({
  params,
}: TokenEndpointGrantContext['oidc']): Pick<GrantedLogin, 'scope' | 'resource'> {
  const resource = textOf(params.resource);
  return { scope: textOf(params.scope), ...(resource === '' ? {} : { resource }) };
}
