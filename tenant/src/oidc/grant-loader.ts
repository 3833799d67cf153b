import type { Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider';
import { organizationClaims } from '../dialect/organization.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { sessionActor, setGrantActor, setSessionActor, type Actor } from '../post-login/delegation.ts';
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
    const actor = actorOf(ctx, context);
    // A delegated session gets no refresh token.
    const allowed = (scope: string) => (actor === undefined ? scope : withoutOfflineAccess(scope));
    grant.addOIDCScope(allowed(textOf(oidc.params?.['scope'])));
    grant.addOIDCClaims(claims);
    for (const [resource, server] of Object.entries(oidc.resourceServers ?? {}))
      grant.addResourceScope(resource, allowed(textOf(server.scope)));
    await grant.save();
    if (actor !== undefined) setGrantActor(context, grant.jti, actor);
    return grant;
  };
}

/** Returns the actor of the session, which a login in this request begins or ends. */
function actorOf({ oidc }: KoaContextWithOIDC, context: TenantContext): Actor | undefined {
  const { session, result } = oidc;
  if (session === undefined) return undefined;
  const { uid: sessionId, accountId = '' } = session;
  if (result?.login !== undefined) {
    setSessionActor(context, { sessionId, accountId }, result['actor'] as Actor | undefined);
  }
  return sessionActor(context, sessionId);
}

function withoutOfflineAccess(scope: string): string {
  return scope
    .split(' ')
    .filter((each) => each !== 'offline_access')
    .join(' ');
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
