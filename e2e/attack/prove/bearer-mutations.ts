import type { Mutation } from './mutation.ts';

const FILE = 'auth0/access-token-verifier.ts';
const bearer = (what: string) => `token confusion: bearer token, ${what}`;

/** Defenses against wrong access tokens. */
export const BEARER_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'the signature of an access token is checked',
    edits: [
      {
        file: FILE,
        find: 'const { payload } = await jwtVerify(token, keyFor, {',
        replace: `const { payload } = await (async (token: string, ..._: unknown[]) => ({
        payload: JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload,
      }))(token, keyFor, {`,
      },
    ],
    attacks: [
      bearer('alg none'),
      bearer("another party's key"),
      bearer('HS256 with the public key'),
      bearer('expired'),
    ],
  },
  {
    defense: 'iss of an access token is the tenant',
    edits: [{ file: FILE, find: 'issuer: config.issuer,', replace: '' }],
    attacks: [bearer('iss of another tenant')],
  },
  {
    defense: 'aud of an access token is this API',
    edits: [{ file: FILE, find: 'audience: config.audience,', replace: '' }],
    attacks: [bearer('aud of another recipient'), bearer('for the Management API')],
  },
  {
    defense: 'an access token expires',
    edits: [{ file: FILE, find: 'clockTolerance: TOLERANCE,', replace: 'clockTolerance: 1_000_000,' }],
    attacks: [bearer('expired'), bearer('not valid yet')],
  },
  {
    defense: 'an access token must have an expiry',
    edits: [{ file: FILE, find: "requiredClaims: ['exp', 'sub'],", replace: "requiredClaims: ['sub']," }],
    attacks: [bearer('no exp')],
  },
  {
    defense: 'azp of an access token is a portal',
    edits: [{ file: FILE, find: '|| !portals.includes(clientId)', replace: '' }],
    attacks: [bearer('azp of another client')],
  },
];
