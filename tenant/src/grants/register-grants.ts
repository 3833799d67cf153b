import type Provider from 'oidc-provider';
import type { TokenEndpointGrantContext } from 'oidc-provider';
import type { TenantContext } from '../context/tenant-context.ts';
import type { JWTVerifyGetKey } from 'jose';
import {
  MFA_OTP_GRANT,
  MFA_RECOVERY_GRANT,
  PASSWORD_REALM_GRANT,
  PASSWORDLESS_GRANT,
  TOKEN_EXCHANGE_GRANT,
} from '../model/grant-types.ts';
import { mfaOtpGrant, mfaRecoveryGrant } from './mfa-grants.ts';
import { passwordGrant } from './password-grant.ts';
import { passwordlessGrant } from './passwordless-grant.ts';
import { EXCHANGE_PARAMETERS, tokenExchangeGrant } from './token-exchange-grant.ts';

type Handler = (context: TenantContext, ctx: TokenEndpointGrantContext) => Promise<void>;

const GRANTS: readonly (readonly [name: string, handler: Handler, parameters: readonly string[]])[] = [
  ['password', passwordGrant, ['username', 'password']],
  [PASSWORD_REALM_GRANT, passwordGrant, ['username', 'password', 'realm']],
  [PASSWORDLESS_GRANT, passwordlessGrant, ['username', 'otp', 'realm']],
  [MFA_OTP_GRANT, mfaOtpGrant, ['mfa_token', 'otp']],
  [MFA_RECOVERY_GRANT, mfaRecoveryGrant, ['mfa_token', 'recovery_code']],
];

/** Registers the grants for logins without a browser at the token endpoint. @param jwks The tenant's public keys. */
export function registerGrants(provider: Provider, context: TenantContext, jwks: JWTVerifyGetKey): void {
  const exchange = (ctx: TokenEndpointGrantContext) => tokenExchangeGrant(context, jwks, ctx);
  provider.registerGrantType(TOKEN_EXCHANGE_GRANT, exchange, [...EXCHANGE_PARAMETERS, 'scope', 'resource']);
  for (const [name, handler, parameters] of GRANTS) {
    provider.registerGrantType(name, (ctx) => handler(context, ctx), [...parameters, 'scope', 'resource']);
  }
}
