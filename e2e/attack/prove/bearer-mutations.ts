import type { Mutation } from './mutation.ts';

const FILE = 'auth0/access-token-verifier.ts';
const bearer = (what: string) => `token confusion: bearer token, ${what}`;

/** Defences against wrong access tokens. */
export const BEARER_MUTATIONS: readonly Mutation[] = [
  {
    defence: 'the signature of an access token is checked',
    edits: [
      {
        file: FILE,
        find: 'const { payload } = await jwtVerify(token, keyFor, {',
        replace: `const { payload } = await (async (given: string, ..._: unknown[]) => ({
        payload: JSON.parse(Buffer.from(given.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload,
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
    defence: 'iss of an access token is the tenant',
    edits: [{ file: FILE, find: 'issuer: config.issuer,', replace: '' }],
    attacks: [bearer('iss of another tenant')],
  },
  {
    defence: 'aud of an access token is this API',
    edits: [{ file: FILE, find: 'audience: config.audience,', replace: '' }],
    attacks: [bearer('aud of another'), bearer('for the Management API')],
  },
  {
    defence: 'an access token expires',
    edits: [{ file: FILE, find: 'clockTolerance: TOLERANCE,', replace: 'clockTolerance: 1_000_000,' }],
    attacks: [bearer('expired'), bearer('not valid yet')],
  },
  {
    defence: 'an access token has an end',
    edits: [{ file: FILE, find: "requiredClaims: ['exp', 'sub'],", replace: "requiredClaims: ['sub']," }],
    attacks: [bearer('no exp')],
  },
  {
    defence: 'azp of an access token is a portal',
    edits: [{ file: FILE, find: '|| !portals.includes(clientId)', replace: '' }],
    attacks: [bearer('azp of another client')],
  },
];
