import type { TokenEndpointGrantContext } from 'oidc-provider';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { identityOfAddress, profileOfAddress, readAddress } from '../passwordless/address.ts';
import { checkCode, codeErrorText } from '../passwordless/one-time-code.ts';
import { requestedAccess, issueTokens } from './issue-tokens.ts';
import { refuseBlocked, TokenRefusal } from '../dialect/token-errors.ts';

/** Tokens for a one-time code. Source: Auth0 Authentication API, "Authenticate User" (passwordless). */
export async function passwordlessGrant(context: TenantContext, ctx: TokenEndpointGrantContext): Promise<void> {
  const { params } = ctx.oidc;
  const connection = context.store.connections.get(textOf(params['realm']));
  if (connection === undefined || (connection.strategy !== 'email' && connection.strategy !== 'sms')) {
    throw new TokenRefusal(403, 'invalid_grant', 'Unknown or disabled connection.');
  }
  const medium = connection.strategy;
  const address = readAddress(medium, textOf(params['username']));
  const verdict =
    address === undefined ? 'wrong' : checkCode(context, connection, address, textOf(params['otp']).trim());
  if (address === undefined || verdict !== 'right') {
    throw new TokenRefusal(403, 'invalid_grant', codeErrorText(verdict, medium));
  }
  const user = context.store.users.signIn({
    connection: connection.name,
    provider: connection.strategy,
    user_id: identityOfAddress(context.store, connection, address).id,
    profile: profileOfAddress(connection, address),
  });
  refuseBlocked(user);
  await issueTokens(context, ctx, {
    user,
    connection: connection.name,
    gty: 'passwordless',
    ...requestedAccess(ctx.oidc),
  });
}
