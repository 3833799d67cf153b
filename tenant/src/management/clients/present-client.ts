import type { TenantClient } from '../../model/tenant-client.ts';
import type { Bearer } from '../shared/bearer.ts';

/** What `read:client_summary` alone shows. */
const SUMMARY = ['client_id', 'name', 'app_type'];

/** A client as the API shows it, and what of it the tenant only keeps. */
export type ShownClient = Partial<Omit<TenantClient, 'settings' | 'connections' | 'grants'>> & {
  readonly global?: boolean;
  readonly is_first_party?: boolean;
  readonly oidc_conformant?: boolean;
};

/** Shows a client; its secret only with `read:client_keys`. Source: Auth0 Management API, schema `Client`. */
export function presentClient(client: TenantClient, { scopes }: Bearer): ShownClient {
  const { settings, client_secret: secret, connections: _enabled, grants: _granted, ...rest } = client;
  const interactive = client.app_type !== 'non_interactive';
  const shown: ShownClient = {
    global: false,
    is_first_party: true,
    oidc_conformant: true,
    grant_types: [
      ...(interactive ? ['authorization_code', 'refresh_token'] : []),
      ...(secret === undefined ? [] : ['client_credentials']),
    ],
    token_endpoint_auth_method: secret === undefined ? 'none' : 'client_secret_post',
    ...settings,
    ...rest,
    ...(secret !== undefined && scopes.has('read:client_keys') ? { client_secret: secret } : {}),
  };
  const full = ['read:clients', 'read:client_keys', 'create:clients', 'update:clients', 'update:client_keys'];
  if (full.some((scope) => scopes.has(scope))) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([name]) => SUMMARY.includes(name)));
}
