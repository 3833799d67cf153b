import { createHmac, createPublicKey, generateKeyPairSync, sign, type JsonWebKey } from 'node:crypto';
import { AttackNotApplicable } from '../attack.ts';

type Claims = Readonly<Record<string, unknown>>;

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString() || '{}') as Claims;

/** Claims that the server would accept if the signature were valid; invented if no honest token exists. */
function claimsOf(valid: string | null): Claims {
  if (valid !== null) return decoded(valid.split('.')[1]);
  const now = Math.floor(Date.now() / 1000);
  return { iss: 'https://example.auth0.com/', sub: 'auth0|1', aud: 'api', iat: now, exp: now + 3600 };
}

/** The key that signed the honest token, as its issuer publishes it. */
async function publicKeyOf(valid: string | null): Promise<JsonWebKey & { readonly kid: string }> {
  if (valid === null) throw new AttackNotApplicable('needs a test account: the issuer is not known without its token');
  const { kid } = decoded(valid.split('.')[0]);
  const response = await fetch(new URL('.well-known/jwks.json', String(claimsOf(valid)['iss'])));
  const { keys } = (await response.json()) as { readonly keys: readonly (JsonWebKey & { readonly kid: string })[] };
  const key = keys.find((each) => each.kid === kid);
  if (!key) throw new Error('The issuer does not publish the key of its token.');
  return key;
}

function signedByAttacker(header: Claims, claims: Claims, withKey = false): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = withKey ? { jwk: publicKey.export({ format: 'jwk' }) } : {};
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', ...header, ...jwk })}.${encoded(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

/** Tokens that an attacker without a key of the issuer can create, based on an honest one if it exists. */
export const FORGED_TOKENS: Readonly<Record<string, (valid: string | null) => Promise<string>>> = {
  'no token at all': async () => '',
  'not a JWT': async () => 'opaque',
  'alg none': async (valid) => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claimsOf(valid))}.`,
  'alg none with a signature': async (valid) =>
    `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claimsOf(valid))}.AAAA`,
  'a key in its header': async (valid) => signedByAttacker({}, claimsOf(valid), true),
  "another party's key": async (valid) => {
    const { kid } = await publicKeyOf(valid);
    return signedByAttacker({ kid }, claimsOf(valid));
  },
  'HS256 with the public key': async (valid) => {
    const key = await publicKeyOf(valid);
    const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const text = `${encoded({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encoded(claimsOf(valid))}`;
    return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  },
  'claims changed after signing': async (valid) => {
    if (valid === null) throw new AttackNotApplicable('needs a test account with an honest token');
    const [header, , signature] = valid.split('.');
    return `${header}.${encoded({ ...claimsOf(valid), exp: Number(claimsOf(valid)['exp']) + 60 })}.${signature}`;
  },
};
