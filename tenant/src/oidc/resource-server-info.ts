import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantResourceServer } from '../model/tenant-resource-server.ts';
import { permissionsOf } from '../store/effective-permissions.ts';
import { resourceToAudience } from '../dialect/audience.ts';
import { requestedOrganization } from '../dialect/organization.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';

/** Seconds an API's access token lives. Source: Auth0, default of an API. */
const API_TOKEN_TTL = 86_400;
/** Scopes of a user's token for the Management API. Source: Auth0, "Get Management API Access Tokens for Single-Page Applications". */
const CURRENT_USER_SCOPES = [
  'read:current_user',
  'update:current_user_identities',
  'create:current_user_metadata',
  'update:current_user_metadata',
  'delete:current_user_metadata',
  'create:current_user_device_credentials',
  'delete:current_user_device_credentials',
];
/** Scopes of a user's token for the My Account API, of which this tenant serves the reading of authentication methods. */
const MY_ACCOUNT_SCOPES = [
  ...['read', 'create', 'update', 'delete'].map((verb) => `${verb}:me:authentication_methods`),
  'read:me:factors',
];
const OIDC_SCOPES = ['openid', 'profile', 'email', 'phone', 'offline_access'];

/**
 * Describes the API behind an audience. Every audience exists, unless the tenant is strict. A user's token gets the
 * requested scopes: in a strict tenant, only those of the API; at the Management API, only those for the user's own
 * account. A client's own token gets the scopes that the client was granted.
 */
export function createResourceServerInfo(context: TenantContext) {
  return (ctx: KoaContextWithOIDC, resource: string): ResourceServer => {
    const audience = resourceToAudience(resource);
    const server = context.store.resourceServers.get(audience);
    const scopes =
      ctx.oidc.params?.['grant_type'] === 'client_credentials'
        ? grantedToClient(ctx, context, audience)
        : scopesOfPerson(ctx, context, audience, server);
    return {
      audience,
      scope: scopes.join(' '),
      accessTokenTTL: server?.token_lifetime ?? API_TOKEN_TTL,
      accessTokenFormat: 'jwt',
      jwt: { sign: signingOf(server) },
    };
  };
}

/** An API with `HS256` shares a secret with the tenant; every other one gets the tenant's RSA signature. */
function signingOf(server: TenantResourceServer | undefined): { alg: 'RS256' } | { alg: 'HS256'; key: Buffer } {
  const { signing_alg: alg, signing_secret: key } = server ?? {};
  return alg === 'HS256' && key !== undefined ? { alg, key: Buffer.from(key) } : { alg: 'RS256' };
}

function scopesOfPerson(
  ctx: KoaContextWithOIDC,
  { managementAudiences, issuers, strict, store }: TenantContext,
  audience: string,
  server: TenantResourceServer | undefined,
): readonly string[] {
  const requested = requestedScopes(ctx);
  const among = (scopes: readonly string[]) =>
    requested.filter((scope) => OIDC_SCOPES.includes(scope) || scopes.includes(scope));
  if (managementAudiences.includes(audience)) return among(CURRENT_USER_SCOPES);
  if (issuers.some((issuer) => audience === `${issuer}me/`)) return among(MY_ACCOUNT_SCOPES);
  const person = requestingUser(ctx);
  if (server?.enforce_policies === true && person !== undefined) {
    const permissions = permissionsOf(store, person.accountId, person.organizationId);
    return among(
      permissions.flatMap(({ resource_server_identifier: api, permission_name: name }) =>
        api === audience ? name : [],
      ),
    );
  }
  if (!strict) return requested;
  if (server === undefined) throw new errors.AccessDenied(`Service not found: ${audience}`);
  return among((server.scopes ?? []).map(({ value }) => value));
}

/** Without an audience, a user gets a token for `/userinfo`; a client that acts for itself is refused. */
export async function requireAudience(
  { oidc }: KoaContextWithOIDC,
  _client: unknown,
  oneOf?: readonly string[],
): Promise<readonly string[] | undefined> {
  if (oidc.params?.['grant_type'] === 'client_credentials') {
    throw new errors.AccessDenied('No audience parameter was provided, and no default audience has been configured');
  }
  // An empty list, which the library would take for several audiences, means none.
  return oneOf?.length === 0 ? undefined : oneOf;
}

/** The user a token is for, known from a code or a refresh token: at the authorization no user may be signed in yet. */
function requestingUser({ oidc }: KoaContextWithOIDC): { accountId: string; organizationId?: string } | undefined {
  const { AuthorizationCode: code, RefreshToken: refresh, Account: account } = oidc.entities;
  const accountId = code?.accountId ?? refresh?.accountId ?? account?.accountId;
  const { org_id: organizationId } = requestedOrganization((code ?? refresh)?.claims);
  if (accountId === undefined) return undefined;
  return { accountId, ...(organizationId === undefined ? {} : { organizationId }) };
}

/** Scopes of the request, or of the code or refresh token it presents. */
function requestedScopes({ oidc }: KoaContextWithOIDC): string[] {
  const { AuthorizationCode: code, RefreshToken: refresh } = oidc.entities;
  const sources = [oidc.params?.['scope'], code?.scope, refresh?.scope];
  return [...new Set(sources.flatMap((scope) => textOf(scope).split(' ')))].filter(Boolean);
}

function grantedToClient(
  ctx: KoaContextWithOIDC,
  { store, issuers }: TenantContext,
  audience: string,
): readonly string[] {
  const client: TenantClient | undefined = store.clients.get(ctx.oidc.client?.clientId ?? '');
  const origins = issuers.map((issuer) => issuer.slice(0, -1));
  const grant = client?.grants?.find((candidate) =>
    candidate.audience.startsWith('/')
      ? origins.some((origin) => audience === origin + candidate.audience)
      : audience === candidate.audience,
  );
  if (grant === undefined || client === undefined) {
    throw new errors.AccessDenied(
      `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API.`,
    );
  }
  const params = ctx.oidc.params ?? {};
  if (grant.scope.length > 0) params['scope'] ??= grant.scope.join(' ');
  const missing = textOf(params['scope'])
    .split(' ')
    .filter((scope) => scope !== '' && !grant.scope.includes(scope));
  if (missing.length > 0) throw new errors.AccessDenied(`Client has not been granted scopes: ${missing.join(', ')}`);
  return grant.scope;
}
