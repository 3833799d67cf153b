import type { Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider';
import { organizationClaims } from '../dialect/organization.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';

/**
 * Grants what was requested, without consent: every client is first-party. Each authorization gets a separate grant,
 * so a refresh token family can be revoked alone; its claims request lists the claims of the ID token.
 */
export function createGrantLoader(context: TenantContext): NonNullable<Configuration['loadExistingGrant']> {
  return async (ctx) => {
    const { oidc } = ctx;
    const { client, session, account } = oidc;
    if (client === undefined || session === undefined || account === undefined) return undefined;
    const claims = requestClaims(ctx, context);
    const grant: Grant = new oidc.provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    const scope = textOf(oidc.params?.['scope']);
    grant.addOIDCScope(scope);
    grant.addOIDCClaims(claims);
    for (const [resource, server] of Object.entries(oidc.resourceServers ?? {}))
      grant.addResourceScope(resource, server.scope);
    await grant.save();
    return grant;
  };
}

/**
 * Requests `sid` always, `auth_time` only if `max_age` was sent (as on Auth0) and the connection reports it, and the
 * organization's claims.
 */
function requestClaims({ oidc }: KoaContextWithOIDC, { reauthentication, store }: TenantContext): string[] {
  const requested: Record<string, { essential?: boolean; value?: string }> = { sid: {} };
  const silent = oidc.session?.amr?.some((connection) => reauthentication.of(connection) === 'absent') === true;
  if (oidc.params?.['max_age'] !== undefined && !silent) requested['auth_time'] = { essential: true };
  const organization = textOf(oidc.params?.['organization']);
  if (organization !== '') {
    const { org_id: id, org_name: name } = organizationClaims(organization, store.organizations.list());
    if (id !== undefined) requested['org_id'] = { value: id };
    if (name !== undefined) requested['org_name'] = { value: name };
  }
  oidc.claims.id_token = requested;
  return Object.keys(requested);
}
