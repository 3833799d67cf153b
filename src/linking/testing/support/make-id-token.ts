/** A hand-made ID token for specs: a fresh Google login to client `client-1`, without a valid signature. */
export function makeIdToken(claims: Readonly<Record<string, unknown>> = {}, now = Date.now()): string {
  const seconds = Math.floor(now / 1000);
  const payload = {
    iss: 'https://tenant.test/',
    aud: 'client-1',
    sub: 'google-oauth2|108',
    iat: seconds,
    exp: seconds + 36_000,
    auth_time: seconds,
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    email_verified: true,
    ...claims,
  };
  return [{ alg: 'RS256', typ: 'JWT' }, payload, 'signature'].map(encode).join('.');
}

function encode(part: unknown): string {
  const bytes = new TextEncoder().encode(typeof part === 'string' ? part : JSON.stringify(part));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
