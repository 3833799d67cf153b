import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { TenantContext } from '../context/tenant-context.ts';

/** The tenant's verdict on a token. */
export interface TokenVerdict {
  readonly good: boolean;
  /** For people. */
  readonly text: string;
}

/** Checks a JWT's signature, issuer and time against the tenant. */
export async function checkToken(
  { issuers, clock, expired }: TenantContext,
  jwks: JWTVerifyGetKey,
  token: string,
): Promise<TokenVerdict> {
  try {
    const { payload } = await jwtVerify(token, jwks, {
      issuer: [...issuers],
      algorithms: ['RS256'],
      currentDate: new Date(clock.now()),
    });
    if (expired.has(payload)) return { good: false, text: 'A test has made this token expire.' };
    return { good: true, text: 'Signed by this tenant and still valid.' };
  } catch (error) {
    // An invalid token is an expected result; any other error is a defect.
    if (!(error instanceof errors.JOSEError)) throw error;
    return { good: false, text: reasonOf(error) };
  }
}

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'Signed by this tenant, but expired.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature is wrong: the token was changed.';
  if (error instanceof errors.JWKSNoMatchingKey) return 'Not signed by a key of this tenant.';
  if (error instanceof errors.JWTClaimValidationFailed) return `Signed by this tenant, but ${error.message}.`;
  return `Not a token of this tenant: ${error.message}.`;
}
