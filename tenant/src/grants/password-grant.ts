import type { TokenEndpointGrantContext } from 'oidc-provider';
import { offersConnection } from '../authentication/authentication-routes.ts';
import { BLOCKED_TEXT, checkLogin, WRONG_TEXT } from '../database/check-login.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { requestedAccess, issueTokens } from './issue-tokens.ts';
import { refuseBlocked, TokenRefusal } from '../dialect/token-errors.ts';

/**
 * Tokens for a password: `password` at the application's first database, `password-realm` at the one it names.
 * Source: Auth0, "Resource Owner Password Flow".
 */
export async function passwordGrant(context: TenantContext, ctx: TokenEndpointGrantContext): Promise<void> {
  const { params, client } = ctx.oidc;
  const connection = databaseOf(context, client.clientId, params['realm']);
  const facts = { ip: ctx.ip, hostname: ctx.hostname, user_agent: ctx.get('user-agent'), client_id: client.clientId };
  const login = checkLogin(context, connection, textOf(params['username']).trim(), textOf(params['password']), facts);
  if (login.kind !== 'right') {
    throw login.kind === 'wrong'
      ? new TokenRefusal(403, 'invalid_grant', WRONG_TEXT)
      : new TokenRefusal(429, 'too_many_attempts', BLOCKED_TEXT);
  }
  const user = context.store.users.signIn({
    connection: connection.name,
    provider: connection.strategy,
    user_id: login.identity.user_id,
  });
  refuseBlocked(user);
  await issueTokens(context, ctx, { user, connection: connection.name, gty: 'password', ...requestedAccess(ctx.oidc) });
}

function databaseOf({ store }: TenantContext, clientId: string, realm: unknown): TenantConnection {
  const client = store.clients.get(clientId);
  const connection = store.connections
    .list()
    .filter(({ strategy }) => strategy === 'auth0')
    .filter((each) => client !== undefined && offersConnection(client, each))
    .find(({ name }) => realm === undefined || name === realm);
  if (connection !== undefined) return connection;
  if (realm === undefined) {
    throw new TokenRefusal(403, 'server_error', 'Authorization server not configured with default connection.');
  }
  throw new TokenRefusal(403, 'invalid_grant', 'Unknown or disabled connection.');
}
