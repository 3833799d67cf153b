import { issueMfaToken, type PendingLogin } from '../mfa/mfa-token.ts';
import type { TenantContext } from '../oidc/tenant-context.ts';
import { TokenRefusal } from './token-refusal.ts';

/** The refusal of a login that needs a second factor first, with the token to go on with. */
export function mfaRequired(context: TenantContext, login: PendingLogin): TokenRefusal {
  return new TokenRefusal(403, 'mfa_required', 'Multifactor authentication required', {
    mfa_token: issueMfaToken(context, login),
  });
}
