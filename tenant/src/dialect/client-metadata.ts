import type { ClientMetadata } from 'oidc-provider';
import { LOGIN_GRANTS } from '../model/grant-types.ts';
import type { TenantClient } from '../model/tenant-client.ts';

/** A client in the words of OpenID Connect Dynamic Client Registration §2. */
export function clientMetadata(client: TenantClient): ClientMetadata {
  const interactive = client.app_type !== 'non_interactive' && client.callbacks?.length !== 0;
  const confidential = isConfidential(client);
  const may = (grantType: string) => client.grant_types?.includes(grantType) ?? true;
  return {
    client_id: client.client_id,
    client_name: client.name,
    redirect_uris: interactive ? [...(client.callbacks ?? [])] : [],
    grant_types: [
      ...(interactive ? ['authorization_code', 'refresh_token'] : []),
      ...(confidential ? ['client_credentials'] : []),
      ...LOGIN_GRANTS,
    ].filter(may),
    response_types: interactive && may('authorization_code') ? ['code'] : [],
    token_endpoint_auth_method: confidential ? 'client_secret_post' : 'none',
    id_token_signed_response_alg: 'RS256',
    ...(confidential ? { client_secret: client.client_secret } : {}),
  };
}

/** Whether a client has to prove itself by a secret. */
export function isConfidential({ client_secret: secret, token_endpoint_auth_method: method }: TenantClient): boolean {
  return secret !== undefined && method !== 'none';
}

/** Where a client lives: its web origins and its callbacks. */
export function clientUrls(client: TenantClient): readonly string[] {
  return [...(client.web_origins ?? []), ...(client.callbacks ?? [])];
}

/** Origins whose pages may talk to the tenant for a client: its web origins and those of its callbacks. */
export function clientOrigins(client: TenantClient): Set<string> {
  return new Set(clientUrls(client).flatMap((url) => originOf(url) ?? []));
}

/** The origin of a URL, `undefined` when it is not one. */
export function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
