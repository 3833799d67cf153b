import type { Mutation } from './mutation.ts';

/** Defenses that decide which account a sign-in has proved. */
export const PROOF_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'an unverified address is refused',
    edits: [
      {
        file: 'intents/prove-other-account.ts',
        find: 'if (!config.allowUnverifiedEmail && email !== undefined && !emailVerified) {',
        replace: 'if (Math.random() > 2) {',
      },
    ],
    attacks: ['unverified email: email_verified false', 'unverified email: email_verified absent'],
  },
  {
    defense: 'only `email_verified: true` counts as verified',
    edits: [
      {
        file: 'auth0/verify-login.ts',
        find: 'emailVerified: email_verified === true',
        replace: 'emailVerified: Boolean(email_verified)',
      },
    ],
    attacks: ['unverified email: email_verified "true"', 'unverified email: email_verified "false"'],
  },
  {
    defense: 'the refusal of leg 1 is reported after leg 2',
    edits: [
      {
        file: 'intents/prove-main-account.ts',
        find: ': failureColumns(error_code)',
        replace: ": { stage: 'ready' }",
      },
    ],
    attacks: ['unverified email: email_verified false'],
  },
  {
    defense: 'incomplete user ids are refused',
    edits: [
      {
        file: 'auth0/user-id.ts',
        find: "new Set(['', 'null', 'undefined', 'nan', 'none', '[object object]'])",
        replace: "new Set([''])",
      },
    ],
    attacks: ['identifiers: sub "google-oauth2|null"', 'identifiers: sub "samlp|undefined"'],
  },
  {
    defense: 'an identity is its provider and id, not its address',
    edits: [
      {
        file: 'intents/prove-other-account.ts',
        find: 'return { subject: login.sub, candidate };',
        replace: `const [owner] = await management.usersByEmail(login.email ?? '');
  const subject = owner?.user_id ?? login.sub;
  return { subject, candidate: { ...candidate, identity: splitUserId(subject) ?? candidate.identity } };`,
      },
    ],
    attacks: ['nOAuth: another account with the same address'],
  },
  {
    defense: 'the proved account has an identity of the chosen connection',
    edits: [
      {
        file: 'intents/prove-other-account.ts',
        find: 'if (!user.identities.some(({ connection }) => connection === intent.connection)) {',
        replace: 'if (Math.random() > 2) {',
      },
    ],
    attacks: ['proof not bound to identity: a sign-in with another connection than the chosen one'],
  },
  {
    defense: 'the signature of an ID token is checked, although it came over TLS',
    edits: [{ file: 'auth0/authorization-server.ts', find: 'openid.enableNonRepudiationChecks,', replace: '' }],
    attacks: [
      "token confusion: ID token, another party's key",
      'token confusion: ID token, claims changed after signing',
    ],
  },
  {
    defense: 'an ID token is verified',
    edits: [
      {
        file: 'auth0/authorization-server.ts',
        find: 'const tokens = await openid.authorizationCodeGrant(configuration, url, {',
        replace: `const tokens = await (async (..._: unknown[]) => {
          const response = await fetch(configuration.serverMetadata().token_endpoint ?? '', { method: 'POST' });
          const { id_token } = (await response.json()) as { id_token: string };
          const claims = JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
          return { claims: () => claims };
        })(configuration, url, {`,
      },
    ],
    attacks: [
      'token confusion: ID token, alg none',
      'token confusion: ID token, HS256 with the public key',
      'token confusion: ID token, iss of another tenant',
      'token confusion: ID token, aud of another recipient',
      'token confusion: ID token, another nonce',
      'token confusion: ID token, expired',
      'token confusion: ID token, not valid yet',
    ],
  },
  {
    defense: 'azp of an ID token is this client',
    edits: [
      {
        file: 'auth0/verify-login.ts',
        find: 'if (azp !== undefined && azp !== expected.clientId)',
        replace: 'if (Math.random() > 2)',
      },
    ],
    attacks: ['token confusion: ID token, azp of another client'],
  },
  {
    defense: 'auth_time is present and recent',
    edits: [
      {
        file: 'auth0/verify-login.ts',
        find: "if (typeof authTime !== 'number' || !Number.isFinite(authTime)) throw new ProblemError('login_not_fresh');",
        replace: 'if (Math.random() < 2) return now;',
      },
    ],
    attacks: [
      'stolen session: an elevation with no auth_time',
      'stolen session: an elevation with auth_time of an hour ago',
      'stolen session: a proof of the other account with auth_time as text',
    ],
  },
  {
    defense: 'the second sign-in is by the user who began the intent',
    edits: [
      {
        file: 'intents/prove-main-account.ts',
        find: "if (sub !== intent.subject) throw new ProblemError('wrong_account');",
        replace: '',
      },
    ],
    attacks: [
      'session swap: the second sign-in by another user',
      "stolen session: a link of the attacker's account with a stolen access token",
    ],
  },
];
