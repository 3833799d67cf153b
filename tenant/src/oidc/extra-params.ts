import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { findOrganization } from '../dialect/organization.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';

/** Restores what `oidc-provider` drops from a scope: see `toProviderRequest`. */
function restoreOfflineAccess({ oidc }: KoaContextWithOIDC, offline: string | undefined): void {
  if (offline !== '1' || oidc.params === undefined || !oidc.client?.grantTypeAllowed('refresh_token')) return;
  const scopes = new Set(textOf(oidc.params['scope']).split(' ').filter(Boolean));
  oidc.params['scope'] = [...scopes.add('offline_access')].join(' ');
}

/** Restores `max_age=0`, which `oidc-provider` turns into `prompt=login` alone. */
function restoreMaxAge({ oidc }: KoaContextWithOIDC, maxAge: string | undefined): void {
  if (maxAge !== undefined && oidc.params !== undefined) oidc.params['max_age'] = maxAge;
}

/** Parameters of Auth0's `/authorize` that the library does not know, and the tenant's own (see `toProviderRequest`). */
export function extraParams({ store, strict }: TenantContext): NonNullable<Configuration['extraParams']> {
  return {
    audience: null,
    connection: null,
    organization: ({ oidc }, organization) => {
      const usage = store.clients.get(oidc.client?.clientId ?? '')?.settings?.['organization_usage'];
      if (usage === 'require' && organization === undefined) {
        throw new errors.InvalidRequest('parameter organization is required for this client');
      }
      if (usage === 'deny' && organization !== undefined) {
        throw new errors.InvalidRequest('parameter organization is not allowed for this client');
      }
      if (!strict || organization === undefined) return;
      if (findOrganization(store, organization) === undefined)
        throw new errors.InvalidRequest('parameter organization is invalid');
    },
    invitation: null,
    screen_hint: null,
    auth0Client: null,
    login_ticket: null,
    silent_ticket: null,
    session_transfer_token: null,
    asked_acr: null,
    token_only: null,
    offline: restoreOfflineAccess,
    asked_max_age: restoreMaxAge,
  };
}
