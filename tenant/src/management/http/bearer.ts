import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { ExpiredTokens } from '../../tokens/token-expiry.ts';
import { ApiError, unownedResource } from './api-error.ts';

/** The caller of the Management API, from a verified access token. */
export interface Bearer {
  readonly subject: string;
  /** The client the token was issued to (`azp`). */
  readonly clientId: string | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** Expectations of a token. */
export interface TokenAuthority {
  /** The tenant's issuers, with the trailing slash. */
  readonly issuers: readonly string[];
  /** Finds the tenant's public keys. */
  readonly jwks: JWTVerifyGetKey;
  /** The tenant's time in milliseconds since the epoch. */
  readonly now: () => number;
  /** Tokens that count as expired regardless of their `exp`. */
  readonly expired?: Pick<ExpiredTokens, 'has'>;
  /** Path of the API below the issuer; `api/v2/` when absent. */
  readonly api?: string;
}

/**
 * Verifies the `Authorization` header: RS256, one of the issuers, audience of the API, expiry.
 * @throws ApiError 401
 */
export async function authenticate(header: string | undefined, authority: TokenAuthority): Promise<Bearer> {
  if (header === undefined) throw new ApiError(401, 'missing_authentication', 'Missing authentication');
  const token = /^Bearer (\S+)$/i.exec(header)?.[1];
  if (token === undefined) throw new ApiError(400, 'invalid_header', 'Bad HTTP authentication header format');
  const claims = await verify(token, authority);
  const { sub, azp, scope } = claims;
  if (typeof sub !== 'string') throw new ApiError(401, 'invalid_token', 'Invalid token');
  return {
    subject: sub,
    clientId: typeof azp === 'string' ? azp : undefined,
    scopes: new Set(typeof scope === 'string' ? scope.split(' ') : []),
  };
}

async function verify(
  token: string,
  { issuers, jwks, now, expired, api = 'api/v2/' }: TokenAuthority,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, jwks, {
      issuer: [...issuers],
      audience: issuers.map((issuer) => `${issuer}${api}`),
      algorithms: ['RS256'],
      currentDate: new Date(now()),
      requiredClaims: ['exp'],
    });
    if (expired?.has(payload) === true) throw new errors.JWTExpired('"exp" claim was overruled', payload);
    return payload;
  } catch (cause) {
    // Every reason leads to 401; Auth0's message distinguishes a wrong signature, an expired token and the rest.
    if (cause instanceof errors.JWSSignatureVerificationFailed || cause instanceof errors.JWKSNoMatchingKey) {
      const message = 'Invalid signature received for JSON Web Token validation';
      throw new ApiError(401, 'invalid_token', message, { cause });
    }
    const message =
      cause instanceof errors.JWTExpired ? 'Expired token received for JSON Web Token validation' : 'Invalid token';
    throw new ApiError(401, 'invalid_token', message, { cause });
  }
}

/**
 * Requires one of the scopes.
 * @throws ApiError 403 `insufficient_scope`
 */
export function requireScope(bearer: Bearer, ...anyOf: readonly [string, ...string[]]): void {
  if (anyOf.some((scope) => bearer.scopes.has(scope))) return;
  throw new ApiError(403, 'insufficient_scope', `Insufficient scope, expected any of: ${anyOf.join(',')}`);
}

/**
 * Requires a scope for all users or, on the caller's own account, a scope for that account.
 * @throws ApiError 403 `insufficient_scope`, then `unowned_resource`
 */
export function requireScopeOver(
  bearer: Bearer,
  userId: string,
  anyUser: readonly [string, ...string[]],
  own: string,
): void {
  requireScope(bearer, ...anyUser, own);
  if (anyUser.some((scope) => bearer.scopes.has(scope))) return;
  if (bearer.subject !== userId) throw unownedResource();
}
