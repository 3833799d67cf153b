import { requestedOrganization } from '../dialect/organization.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { rolesOf } from '../store/effective-permissions.ts';
import type { PostLoginEvent } from '../actions/post-login.ts';
import { grantActor } from './delegation.ts';
import type { TokenIssue } from './token-issue.ts';

/** The event for the Actions when tokens are issued; `undefined` if the user, client or connection was deleted. */
export function postLoginEvent(context: TenantContext, issue: TokenIssue): PostLoginEvent | undefined {
  const { store, issuer } = context;
  const user = store.users.get(issue.accountId);
  const client = store.clients.get(issue.clientId);
  const connection = store.connections.get(issue.connection);
  if (user === undefined || client === undefined || connection === undefined) return undefined;
  const { blocked: _blocked, ...eventUser } = user;
  const { org_id: id, org_name: name } = requestedOrganization(issue.claims);
  const metadata = client.settings?.['client_metadata'] as PostLoginEvent['client']['metadata'] | undefined;
  const actor = grantActor(context, issue.grantId);
  const timestamp = new Date(issue.authTime * 1000).toISOString();
  return {
    user: eventUser,
    client: { client_id: client.client_id, name: client.name, metadata: metadata ?? {} },
    connection: { id: connection.id, name: connection.name, strategy: connection.strategy },
    ...(id === undefined ? {} : { organization: { id, ...(name === undefined ? {} : { name }) } }),
    authentication: {
      methods: [methodOf(connection.strategy), ...(issue.mfa ? ['mfa'] : [])].map((name) => ({ name, timestamp })),
    },
    ...(issue.session === undefined
      ? {}
      : { session: { ...issue.session, ...(actor === undefined ? {} : { actor }) } }),
    authorization: { roles: rolesOf(store, issue.accountId, id).map((role) => role.name) },
    transaction: issue.transaction,
    request: issue.request,
    ...(issue.audience === undefined ? {} : { resource_server: { identifier: issue.audience } }),
    tenant: { id: new URL(issuer).hostname },
    configuration: {},
    secrets: {},
    stats: { logins_count: user.logins_count },
  };
}

function methodOf(strategy: string): string {
  return { auth0: 'pwd', email: 'email', sms: 'sms' }[strategy] ?? 'federated';
}
