import { importJWK, SignJWT, type JWK } from 'jose';
import type { Clock } from './clock.ts';

/**
 * Signs claims with the tenant's key. `iss`, `iat` and `exp` (in an hour) are filled in where absent; a claim of `null` is
 * omitted. The header is RS256 with the key's `kid` unless given.
 */
export type SignToken = (
  claims: Readonly<Record<string, unknown>>,
  header?: Readonly<Record<string, unknown>>,
) => Promise<string>;

/** Makes {@link SignToken} for the tenant's current key. */
export function createTokenSigner(currentKey: () => JWK, issuer: string, clock: Clock): SignToken {
  return async (claims, header = {}) => {
    const signingKey = currentKey();
    const now = Math.floor(clock.now() / 1000);
    const fullHeader = { alg: 'RS256', typ: 'JWT', kid: signingKey.kid, ...header };
    const payload = without(null, { iss: issuer, iat: now, exp: now + 3600, ...claims });
    return new SignJWT(payload)
      .setProtectedHeader({ ...without(null, fullHeader), alg: fullHeader.alg })
      .sign(await importJWK(signingKey, fullHeader.alg));
  };
}

function without(unwanted: unknown, members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== unwanted));
}
