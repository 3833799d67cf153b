import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { TenantUser } from '../model/tenant-user.ts';

/**
 * Rewrites a token endpoint's error as Auth0 words it. Clients rely on it: `auth0-spa-js` falls back to an iframe when
 * it reads "Unknown or invalid refresh token" in a 403.
 */
export function rewriteTokenError(ctx: KoaContextWithOIDC, error: errors.OIDCProviderError): void {
  const grantType = ctx.oidc.params?.['grant_type'];
  const response = (status: number, code: string, description: string) => {
    ctx.status = status;
    ctx.body = { error: code, error_description: description };
  };
  if (error instanceof TokenRefusal) {
    ctx.status = error.status;
    ctx.body = error.body;
    return;
  }
  if (error.error === 'invalid_grant') {
    response(403, 'invalid_grant', grantDescription(grantType, error));
    return;
  }
  if (error.error === 'invalid_client') {
    response(401, 'access_denied', 'Unauthorized');
    return;
  }
  if (error.error === 'access_denied') {
    response(403, 'access_denied', String(error.error_description));
    return;
  }
  if (
    error.error === 'unsupported_grant_type' ||
    String(error.error_description).includes('grant type is not allowed')
  ) {
    response(403, 'unauthorized_client', `Grant type '${String(grantType)}' not allowed for the client.`);
  }
}

function grantDescription(grantType: unknown, error: errors.OIDCProviderError): string {
  if (grantType === 'refresh_token') return 'Unknown or invalid refresh token.';
  return /pkce|code_verifier/i.test(error.error_detail ?? '')
    ? 'Failed to verify code verifier'
    : 'Invalid authorization code';
}

/** A refusal of the token endpoint in Auth0's exact words: `rewriteTokenError` passes it on unchanged. */
export class TokenRefusal extends errors.OIDCProviderError {
  /** The whole body. */
  readonly body: Readonly<Record<string, string>>;

  constructor(status: number, error: string, description: string, more: Readonly<Record<string, string>> = {}) {
    super(status, error);
    this.error_description = description;
    this.body = { error, error_description: description, ...more };
  }
}

/** @throws TokenRefusal 403 `unauthorized`, for a user whom the tenant has blocked */
export function refuseBlocked(user: TenantUser): void {
  if (user.blocked) throw new TokenRefusal(403, 'unauthorized', 'user is blocked');
}
