import type { TokenEndpointGrantContext } from 'oidc-provider';
import { dropMfaToken, findMfaToken, type PendingLogin } from '../post-login/mfa-token.ts';
import { checkOtp } from '../mfa/one-time-password.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { issueTokens } from './issue-tokens.ts';
import { refuseBlocked, TokenRefusal } from '../dialect/token-errors.ts';

/** Tokens for a one-time password. Source: Auth0 Authentication API, "Verify with One-Time Password (OTP)". */
export async function mfaOtpGrant(context: TenantContext, ctx: TokenEndpointGrantContext): Promise<void> {
  const { params, client } = ctx.oidc;
  const token = textOf(params['mfa_token']);
  const login = findMfaToken(context, token);
  const user = login && context.store.users.get(login.userId);
  if (login === undefined || user === undefined) throw new TokenRefusal(403, 'expired_token', 'mfa_token is expired');
  if (login.clientId !== client.clientId) throw new TokenRefusal(403, 'invalid_grant', 'Malformed mfa_token');
  refuseBlocked(user);
  const verdict = checkOtp(context, user.user_id, textOf(params['otp']).trim());
  log(context, ctx, login, verdict === 'right' ? 'gd_auth_succeed' : 'gd_auth_failed');
  if (verdict === 'wrong') throw new TokenRefusal(403, 'invalid_grant', 'Invalid otp_code.');
  if (verdict !== 'right')
    throw new TokenRefusal(429, 'too_many_attempts', 'Too many failed codes. Wait five minutes.');
  dropMfaToken(context, token);
  const { connection, gty, scope, resource } = login;
  const asked = { scope, ...(resource === undefined ? {} : { resource }) };
  await issueTokens(context, ctx, { user, connection, gty, ...asked, mfa: true });
}

function log(
  { store }: TenantContext,
  ctx: TokenEndpointGrantContext,
  { userId, clientId, connection }: PendingLogin,
  type: 'gd_auth_succeed' | 'gd_auth_failed',
): void {
  const request = { ip: ctx.ip, hostname: ctx.hostname, user_agent: ctx.get('user-agent') };
  store.logs.write({ ...request, type, client_id: clientId, user_id: userId, connection });
}
