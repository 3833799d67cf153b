import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { ApiError } from '../http/api-error.ts';
import type { Bearer, TokenAuthority } from '../http/bearer.ts';

/**
 * Verifies the secondary account's ID token and returns its subject. Checks in this order: form, algorithm, issuer,
 * signature and expiry, audience, subject. Reports the first fault.
 * Source: Auth0, "Link a User Account".
 * @throws ApiError 400
 */
export async function subjectOfLinkToken(token: string, bearer: Bearer, authority: TokenAuthority): Promise<string> {
  const { alg, iss } = decode(token);
  if (alg !== 'RS256') throw refusal('JWT (link_with) must have an alg of RS256.');
  // Before the signature: another issuer's keys are unknown here, and blaming the signature would mislead.
  if (typeof iss !== 'string' || !authority.issuers.includes(iss))
    throw refusal('JWT (link_with) must have the same issuer as the calling user.');
  const claims = await verify(token, authority);
  const audiences = [claims.aud].flat();
  if (audiences.length === 0 || !audiences.every((audience) => typeof audience === 'string' && audience !== '')) {
    throw refusal('JWT (link_with) contains an invalid aud claim.');
  }
  if (bearer.clientId === undefined || audiences.length !== 1 || audiences[0] !== bearer.clientId) {
    throw refusal("JWT (link_with) must have an aud claim that matches that of the calling token's azp.");
  }
  const subject: unknown = claims.sub;
  if (subject === undefined) throw refusal('JWT (link_with) must contains sub claim.');
  if (typeof subject !== 'string' || !/^[^|]+\|.+$/s.test(subject)) {
    throw refusal('JWT (link_with) contains an invalid sub claim.');
  }
  return subject;
}

function decode(token: string): { readonly alg: unknown; readonly iss: unknown } {
  try {
    return { alg: decodeProtectedHeader(token).alg, iss: decodeJwt(token).iss };
  } catch (cause) {
    // Not even a JWT.
    throw refusal('Invalid token (link_with).', { cause });
  }
}

async function verify(token: string, { jwks, now, expired }: TokenAuthority): Promise<JWTPayload> {
  try {
    const options = { algorithms: ['RS256'], currentDate: new Date(now()), requiredClaims: ['exp'] };
    const { payload } = await jwtVerify(token, jwks, options);
    if (expired?.has(payload) === true) throw new errors.JWTExpired('"exp" claim was overruled', payload);
    return payload;
  } catch (cause) {
    // Wrong signature, expired, not yet valid, no expiry: Auth0 says the same for all.
    throw refusal('Invalid token (link_with).', { cause });
  }
}

function refusal(message: string, options?: ErrorOptions): ApiError {
  return new ApiError(400, 'invalid_link_token', message, options);
}
