import { createHmac, createPublicKey, generateKeyPairSync, sign, type JsonWebKey } from 'node:crypto';
import { LOCAL_AUDIENCE } from '../../../scripts/configuration/local-configuration.mjs';
import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';
import { proveWith, type Claims } from '../forged-proof.ts';

type MakeToken = (harness: AttackHarness, claims: Claims, sub: string) => Promise<string>;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Claims that the tenant's `signToken` adds by default. */
const complete = (harness: AttackHarness, claims: Claims) => ({
  iss: harness.tenant.issuer,
  iat: seconds(harness),
  exp: seconds(harness) + 3600,
  ...claims,
});
const seconds = (harness: AttackHarness) => Math.floor(Date.now() / 1000) + harness.clockOffset();
const signed =
  (header: Claims): MakeToken =>
  (harness, claims) =>
    harness.tenant.control.signToken(claims, header);
const withClaims =
  (change: (harness: AttackHarness) => Claims): MakeToken =>
  (harness, claims) =>
    harness.tenant.control.signToken({ ...claims, ...change(harness) });

async function tenantKey(harness: AttackHarness): Promise<JsonWebKey & { readonly kid: string }> {
  const { keys } = (await (await fetch(`${harness.tenant.origin}/.well-known/jwks.json`)).json()) as {
    readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
  };
  const [key] = keys;
  if (key === undefined) throw new Error('The tenant has no key.');
  return key;
}

const unsigned: MakeToken = async (harness, claims) =>
  `${part({ alg: 'none', typ: 'JWT' })}.${part(complete(harness, claims))}.`;

const unsignedWithSignature: MakeToken = async (harness, claims) =>
  `${part({ alg: 'none', typ: 'JWT' })}.${part(complete(harness, claims))}.AAAA`;

/** HS256 with the public key as the shared secret. */
const hs256: MakeToken = async (harness, claims) => {
  const key = await tenantKey(harness);
  const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const text = `${part({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${part(complete(harness, claims))}`;
  return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
};

/** HS256 with the server's client secret, as Auth0 signs for an application configured for HS256. */
const hs256WithSecret: MakeToken = async (harness, claims) => {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(complete(harness, claims))}`;
  return `${text}.${createHmac('sha256', 'local-server-secret').update(text).digest('base64url')}`;
};

const otherKey: MakeToken = async (harness, claims) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { kid } = await tenantKey(harness);
  const text = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part(complete(harness, claims))}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
};

/** A key that is embedded in the token's header. */
const ownKey: MakeToken = async (harness, claims) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const text = `${part({ alg: 'RS256', typ: 'JWT', jwk })}.${part(complete(harness, claims))}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
};

const tampered: MakeToken = async (harness, claims, sub) => {
  const [header, , signature] = (await harness.tenant.control.signToken({ ...claims, sub: `${sub}0` })).split('.');
  return `${header}.${part(complete(harness, claims))}.${signature}`;
};

/** Forgeries of both ID tokens and access tokens. */
const FORGERIES: Readonly<Record<string, MakeToken>> = {
  'alg none': unsigned,
  'alg none with a signature': unsignedWithSignature,
  'HS256 with the public key': hs256,
  "another party's key": otherKey,
  'a key in its header': ownKey,
  'claims changed after signing': tampered,
  'iss of another tenant': withClaims(() => ({ iss: 'https://evil.example/' })),
  'iss without its slash': withClaims((harness) => ({ iss: harness.tenant.origin })),
  'aud of another recipient': withClaims(() => ({ aud: 'another-client' })),
  'no aud': withClaims(() => ({ aud: null })),
  'azp of another client': withClaims(() => ({ azp: 'another-client' })),
  // Uses the real clock, because some libraries accept no other.
  expired: withClaims(() => ({ exp: Math.floor(Date.now() / 1000) - 300, iat: Math.floor(Date.now() / 1000) - 600 })),
  'no exp': withClaims(() => ({ exp: null })),
  'not valid yet': withClaims((harness) => ({ nbf: seconds(harness) + 600 })),
};

const ID_TOKENS: Readonly<Record<string, MakeToken>> = {
  ...FORGERIES,
  'HS256 with the client secret': hs256WithSecret,
  'another nonce': withClaims(() => ({ nonce: 'another' })),
  'no nonce': withClaims(() => ({ nonce: null })),
  'auth_time in the future': withClaims((harness) => ({ auth_time: seconds(harness) + 600 })),
  'an access token in its place': async (harness, _claims, sub) => harness.accessToken({ sub }),
  'not a JWT': async () => 'opaque',
};

const BEARERS: Readonly<Record<string, MakeToken>> = {
  ...FORGERIES,
  'the ID token of the portal': withClaims((harness) => ({ aud: harness.portal.clientId, azp: null, nonce: 'n' })),
  'for the Management API': withClaims((harness) => ({ aud: `${harness.tenant.issuer}api/v2/` })),
  'of a machine application': withClaims(() => ({ sub: 'onefold-machine@clients', gty: 'client-credentials' })),
  'no sub': withClaims(() => ({ sub: null })),
  'RS512 with the right key': signed({ alg: 'RS512' }),
  'not a JWT': async () => 'opaque',
};

const idTokens = Object.entries(ID_TOKENS).map(([what, makeToken]): Attack => ({
  name: `token confusion: ID token, ${what}`,
  run: async (harness: AttackHarness): Promise<string> => {
    const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
    const { stage, error } = await proveWith(harness, victim, {
      ...{ connection: 'google-oauth2', sub: other.sub },
      forge: (valid) => makeToken(harness, valid, other.sub),
    });
    assertDefended(
      stage === 'failed' && error?.code === 'proof_invalid',
      `the intent is ${stage}, ${String(error?.code)}`,
    );
    return error.code;
  },
}));

const bearers = Object.entries(BEARERS).map(([what, makeToken]): Attack => ({
  name: `token confusion: bearer token, ${what}`,
  run: async (harness: AttackHarness): Promise<string> => {
    const victim = await harness.user();
    const valid = { sub: victim.sub, aud: LOCAL_AUDIENCE, azp: harness.portal.clientId };
    let token: string;
    try {
      token = await makeToken(harness, valid, victim.sub);
    } catch (error) {
      throw new Error('The token could not be made.', { cause: error });
    }
    const response = await victim.with({ token }).me();
    assertDefended(
      response.outcome === 'unauthorized' || response.outcome === 'forbidden',
      `answered ${response.outcome}`,
    );
    assertDefended(!response.text.includes(victim.account.email), 'the profile is in the answer');
    return `${response.status} ${response.outcome}`;
  },
}));

/** Token confusion: each way in which a token can be wrong. Honest tokens, made the same way, are accepted. */
export const TOKEN_CONFUSION: readonly Attack[] = [
  {
    name: 'token confusion: (valid tokens are accepted)',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const { stage } = await proveWith(harness, victim, {
        ...{ connection: 'google-oauth2', sub: other.sub },
        forge: (valid) => harness.tenant.control.signToken(valid),
      });
      assertDefended(stage === 'ready', `the intent is ${stage}`);
      assertDefended((await victim.me()).status === 200, 'the bearer token is refused');
      return 'so each refusal below is due to the one thing that is wrong';
    },
  },
  ...idTokens,
  ...bearers,
];
