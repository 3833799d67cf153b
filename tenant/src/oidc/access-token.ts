import type { Configuration } from 'oidc-provider';
import { actionClaims } from '../action/run-post-login.ts';
import { requestedOrganization } from './organization.ts';
import type { TenantContext } from './tenant-context.ts';

type Customizer = NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']>;

/**
 * Gives an access token Auth0's shape: `aud` with `/userinfo` when `openid` was granted, `azp` instead of `client_id`,
 * `sub` = `{client}@clients` for a client's own token. Source: Auth0, "Access Token Profiles".
 */
export function createAccessTokenCustomizer(context: TenantContext): Customizer {
  const { issuer, clock } = context;
  return (ctx, token, parts) => {
    const own = !('accountId' in token);
    const lifetime = Number(parts.payload['exp']) - Number(parts.payload['iat']);
    const issuedAt = Math.floor(clock.now() / 1000);
    const audience = String(token.aud);
    const scopes = (token.scope ?? '').split(' ');
    const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
    parts.header = { typ: 'JWT' };
    parts.payload = {
      ...('grantId' in token ? actionClaims(context, token.grantId).accessToken : {}),
      iss: issuer,
      sub: own ? `${token.clientId}@clients` : token.accountId,
      aud: scopes.includes('openid') ? [audience, `${issuer}userinfo`] : audience,
      iat: issuedAt,
      exp: issuedAt + lifetime,
      ...(token.scope ? { scope: token.scope } : {}),
      ...requestedOrganization((code ?? refresh)?.claims),
      ...(own ? { gty: 'client-credentials' } : {}),
      azp: token.clientId,
    };
  };
}
