import { createPublicKey } from 'node:crypto';
import type { ClientMetadata, JWK, ResponseType } from 'oidc-provider';
import { LOGIN_GRANTS, TOKEN_EXCHANGE_GRANT } from '../model/grant-types.ts';
import type { TenantClient } from '../model/tenant-client.ts';

/** A client in the words of OpenID Connect Dynamic Client Registration §2. */
export function clientMetadata(client: TenantClient): ClientMetadata {
  const interactive = client.app_type !== 'non_interactive' && client.callbacks?.length !== 0;
  const confidential = isConfidential(client) || privateKeysOf(client).length > 0;
  const may = (grantType: string) => client.grant_types?.includes(grantType) ?? true;
  return {
    client_id: client.client_id,
    client_name: client.name,
    redirect_uris: interactive ? [...(client.callbacks ?? [])] : [],
    grant_types: [
      ...(interactive ? ['authorization_code', 'refresh_token'] : []),
      ...(confidential ? ['client_credentials'] : []),
      ...LOGIN_GRANTS,
    ]
      .filter(may)
      // Auth0 allows this grant by a separate setting.
      .concat(mayExchangeTokens(client) ? [TOKEN_EXCHANGE_GRANT] : []),
    response_types: interactive ? responseTypes(may('authorization_code'), may('implicit')) : [],
    ...authentication(client),
    id_token_signed_response_alg: 'RS256',
  };
}

function mayExchangeTokens({ settings }: TenantClient): boolean {
  const { allow_any_profile_of_type: types = [] } = (settings?.['token_exchange'] ?? {}) as {
    readonly allow_any_profile_of_type?: readonly string[];
  };
  return types.includes('custom_authentication');
}

/** Response types by grant type. `token` alone is what `toProviderRequest` makes of it. */
function responseTypes(code: boolean, implicit: boolean): ResponseType[] {
  return [
    ...(code ? (['code'] as const) : []),
    ...(implicit ? (['id_token', 'id_token token'] as const) : []),
    ...(code && implicit ? (['code id_token', 'code token', 'code id_token token'] as const) : []),
  ];
}

/** How a client authenticates: with a key if it has one in use, otherwise with its secret. */
function authentication(client: TenantClient): Partial<ClientMetadata> {
  const keys = privateKeysOf(client);
  if (keys.length > 0) return { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys } };
  if (!isConfidential(client) || client.client_secret === undefined) return { token_endpoint_auth_method: 'none' };
  return { token_endpoint_auth_method: 'client_secret_post', client_secret: client.client_secret };
}

function privateKeysOf({ client_authentication_methods: methods, credentials = [] }: TenantClient): JWK[] {
  const ids = new Set(methods?.private_key_jwt?.credentials.map(({ id }) => id));
  return credentials.flatMap(({ id, pem, kid, alg }) =>
    ids.has(id) && pem !== undefined && kid !== undefined && alg !== undefined
      ? [{ ...createPublicKey(pem).export({ format: 'jwk' }), kid, alg, use: 'sig' }]
      : [],
  );
}

/** Whether a client must authenticate with a secret. */
export function isConfidential({ client_secret: secret, token_endpoint_auth_method: method }: TenantClient): boolean {
  return secret !== undefined && method !== 'none';
}

/** The URLs of a client: its web origins and its callbacks. */
export function clientUrls(client: TenantClient): readonly string[] {
  return [...(client.web_origins ?? []), ...(client.callbacks ?? [])];
}

/** Whether pages of an origin may call the tenant for a client: its web origins and those of its callbacks. */
export function isClientOrigin(client: TenantClient, origin: string): boolean {
  return clientUrls(client).some((url) => {
    const allowed = originOf(url);
    return allowed !== undefined && matchesUrl(allowed, origin);
  });
}

/**
 * Whether a URL matches an allowed one. `*.` at the start of a host stands for one subdomain.
 * Source: Auth0, "Subdomain URL Placeholders".
 */
export function matchesUrl(allowed: string, url: string): boolean {
  if (allowed === url) return true;
  const [start, rest] = allowed.split('://*.', 2);
  if (rest === undefined || !url.startsWith(`${start}://`)) return false;
  const subdomain = url.slice(`${start}://`.length, -rest.length - 1);
  return url.endsWith(`.${rest}`) && /^[a-z0-9-]+$/i.test(subdomain);
}

/** The origin of a URL, `undefined` when it is not one. */
export function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
