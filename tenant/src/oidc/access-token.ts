import { randomUUID } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { grantActor } from '../post-login/delegation.ts';
import { actionClaims } from '../post-login/run-post-login.ts';
import { permissionsOf } from '../store/effective-permissions.ts';
import { requestedOrganization } from '../dialect/organization.ts';
import type { TenantContext } from '../context/tenant-context.ts';

type Customizer = NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']>;

/**
 * Gives an access token Auth0's shape: `aud` with `/userinfo` when `openid` was granted, `azp` instead of `client_id`,
 * `sub` = `{client}@clients` for a client's own token; an API may require the profile of RFC 9068, and permissions.
 * Source: Auth0, "Access Token Profiles".
 */
export function createAccessTokenCustomizer(context: TenantContext): Customizer {
  const { issuer, clock, store } = context;
  return (ctx, token, parts) => {
    const own = !('accountId' in token);
    const lifetime = Number(parts.payload['exp']) - Number(parts.payload['iat']);
    const issuedAt = Math.floor(clock.now() / 1000);
    const audience = String(token.aud);
    const scopes = (token.scope ?? '').split(' ');
    const server = store.resourceServers.get(audience);
    const dialect = server?.token_dialect ?? 'access_token';
    const standard = dialect.startsWith('rfc9068_profile');
    const hasPermissions = server?.enforce_policies === true && dialect.endsWith('_authz');
    const granted = own ? scopes.filter(Boolean) : permissionsAt(ctx, context, token.accountId, audience);
    const actor = 'grantId' in token ? grantActor(context, token.grantId) : undefined;
    parts.header = { typ: standard ? 'at+jwt' : 'JWT' };
    parts.payload = {
      ...('grantId' in token ? actionClaims(context, token.grantId).accessToken : {}),
      iss: issuer,
      sub: own ? `${token.clientId}@clients` : token.accountId,
      aud: scopes.includes('openid') ? [audience, `${issuer}userinfo`] : audience,
      iat: issuedAt,
      exp: issuedAt + lifetime,
      ...(token.scope ? { scope: token.scope } : {}),
      ...organizationOf(ctx),
      ...(standard ? {} : grantTypeOf(own, token)),
      ...(standard ? { client_id: token.clientId } : { azp: token.clientId }),
      // Without it, two tokens of the same second would be identical.
      jti: randomUUID(),
      ...(actor === undefined ? {} : { act: actor }),
      ...(hasPermissions ? { permissions: granted } : {}),
    };
  };
}

function organizationOf({ oidc }: KoaContextWithOIDC): ReturnType<typeof requestedOrganization> {
  const { AuthorizationCode: code, RefreshToken: refresh } = oidc.entities;
  return requestedOrganization((code ?? refresh)?.claims ?? oidc.claims);
}

/** Every permission of the user at an API, regardless of the requested scope. */
function permissionsAt(ctx: KoaContextWithOIDC, { store }: TenantContext, userId: string, audience: string): string[] {
  const { org_id: organizationId } = organizationOf(ctx);
  return permissionsOf(store, userId, organizationId)
    .filter(({ resource_server_identifier: api }) => api === audience)
    .map(({ permission_name: name }) => name);
}

/** Auth0 marks tokens that were issued without a login page. */
function grantTypeOf(own: boolean, token: object): { readonly gty?: string } {
  if (own) return { gty: 'client-credentials' };
  return 'gty' in token && token.gty === 'password' ? { gty: 'password' } : {};
}
