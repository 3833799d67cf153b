import type { TokenEndpointGrantContext } from 'oidc-provider';
import { deleteMfaToken, findMfaToken, type PendingLogin } from '../post-login/mfa-token.ts';
import { checkOtp } from '../mfa/one-time-password.ts';
import { storeRecoveryCode, useRecoveryCode } from '../mfa/recovery-code.ts';
import type { TenantUser } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { issueTokens } from './issue-tokens.ts';
import { refuseBlocked, TokenRefusal } from '../dialect/token-errors.ts';

/** A login that waits for its second factor. */
interface Waiting {
  readonly login: PendingLogin;
  readonly user: TenantUser;
}

/** Tokens for a one-time password. Source: Auth0 Authentication API, "Verify with One-Time Password (OTP)". */
export async function mfaOtpGrant(context: TenantContext, ctx: TokenEndpointGrantContext): Promise<void> {
  const pending = pendingLoginOf(context, ctx);
  const verdict = checkOtp(context, pending.user.user_id, textOf(ctx.oidc.params['otp']).trim());
  log(context, ctx, pending.login, verdict === 'right' ? 'gd_auth_succeed' : 'gd_auth_failed');
  if (verdict === 'wrong') throw new TokenRefusal(403, 'invalid_grant', 'Invalid otp_code.');
  if (verdict !== 'right')
    throw new TokenRefusal(429, 'too_many_attempts', 'Too many failed codes. Wait five minutes.');
  await proceed(context, ctx, pending);
}

/** Tokens for a recovery code, with a new code. Source: Auth0 Authentication API, "Verify with Recovery Code". */
export async function mfaRecoveryGrant(context: TenantContext, ctx: TokenEndpointGrantContext): Promise<void> {
  const pending = pendingLoginOf(context, ctx);
  const { user_id: userId } = pending.user;
  const known = useRecoveryCode(context.store, userId, textOf(ctx.oidc.params['recovery_code']).trim());
  log(context, ctx, pending.login, known ? 'gd_auth_succeed' : 'gd_auth_failed');
  if (!known) throw new TokenRefusal(403, 'invalid_grant', 'MFA Authorization rejected.');
  await proceed(context, ctx, pending);
  ctx.body = { ...(ctx.body as object), recovery_code: storeRecoveryCode(context.store, userId) };
}

/** @throws TokenRefusal unless the `mfa_token` is one of the client's */
function pendingLoginOf(context: TenantContext, { oidc: { params, client } }: TokenEndpointGrantContext): Waiting {
  const login = findMfaToken(context, textOf(params['mfa_token']));
  const user = login && context.store.users.get(login.userId);
  if (login === undefined || user === undefined) throw new TokenRefusal(403, 'expired_token', 'mfa_token is expired');
  if (login.clientId !== client.clientId) throw new TokenRefusal(403, 'invalid_grant', 'Malformed mfa_token');
  refuseBlocked(user);
  return { login, user };
}

async function proceed(
  context: TenantContext,
  ctx: TokenEndpointGrantContext,
  { login, user }: Waiting,
): Promise<void> {
  deleteMfaToken(context, textOf(ctx.oidc.params['mfa_token']));
  const { connection, gty, scope, resource } = login;
  const requested = { scope, ...(resource === undefined ? {} : { resource }) };
  await issueTokens(context, ctx, { user, connection, gty, ...requested, mfa: true });
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
