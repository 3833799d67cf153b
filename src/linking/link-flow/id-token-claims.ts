import { onefoldError } from '../errors/onefold-error';
import { isJsonObject } from '../identities/parse-identities';

/** The claims of an ID token, unchecked (OpenID Connect Core §2). */
export type IdTokenClaims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of an ID token. It verifies no signature: the token came straight from Auth0's token endpoint over
 * TLS (OpenID Connect Core §3.1.3.7, 6), and Auth0 verifies it again when it links.
 *
 * @throws OnefoldError `proof_invalid` if it is no JWT.
 */
export function readIdTokenClaims(idToken: string): IdTokenClaims {
  const [, payload, signature] = idToken.split('.');
  try {
    const base64 = (payload ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isJsonObject(claims) && signature) {
      return claims;
    }
  } catch {
    // Told below. The parser's own message would quote the token.
  }
  throw onefoldError('proof_invalid', 'The ID token cannot be read.', null);
}
