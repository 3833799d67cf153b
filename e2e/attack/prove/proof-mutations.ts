import type { Mutation } from './mutation.ts';

/** Defences that decide which account a sign-in has proved. */
export const PROOF_MUTATIONS: readonly Mutation[] = [
  {
    defence: 'an unverified address is refused',
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
    defence: 'only true is verified',
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
    defence: 'the refusal of leg 1 is reported after leg 2',
    edits: [
      {
        file: 'intents/prove-main-account.ts',
        find: ': failedWith(error_code)',
        replace: ": { stage: 'ready' }",
      },
    ],
    attacks: ['unverified email: email_verified false'],
  },
  {
    defence: 'ids without a user are refused',
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
    defence: 'an identity is its provider and id, not its address',
    edits: [
      {
        file: 'intents/prove-other-account.ts',
        find: 'return { subject: login.sub, candidate };',
        replace: `const [owner] = await management.usersByEmail(login.email ?? '');
  const subject = owner?.user_id ?? login.sub;
  return { subject, candidate: { ...candidate, identity: splitUserId(subject) ?? candidate.identity } };`,
      },
    ],
    attacks: ['nOAuth: the same address, another account'],
  },
  {
    defence: 'the account has an identity of the connection chosen',
    edits: [
      {
        file: 'intents/prove-other-account.ts',
        find: 'if (!user.identities.some(({ connection }) => connection === intent.connection)) {',
        replace: 'if (Math.random() > 2) {',
      },
    ],
    attacks: ['proof not bound to identity: the connection signed in with is not the one chosen'],
  },
  {
    defence: 'the signature of an ID token is checked, although it came over TLS',
    edits: [{ file: 'auth0/authorization-server.ts', find: 'openid.enableNonRepudiationChecks,', replace: '' }],
    attacks: [
      "token confusion: ID token, another party's key",
      'token confusion: ID token, claims changed after signing',
    ],
  },
  {
    defence: 'an ID token is verified at all',
    edits: [
      {
        file: 'auth0/authorization-server.ts',
        find: 'const tokens = await openid.authorizationCodeGrant(configuration, answered, {',
        replace: `const tokens = await (async (..._: unknown[]) => {
          const answer = await fetch(configuration.serverMetadata().token_endpoint ?? '', { method: 'POST' });
          const { id_token } = (await answer.json()) as { id_token: string };
          const claims = JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
          return { claims: () => claims };
        })(configuration, answered, {`,
      },
    ],
    attacks: [
      'token confusion: ID token, alg none',
      'token confusion: ID token, HS256 with the public key',
      'token confusion: ID token, iss of another tenant',
      'token confusion: ID token, aud of another',
      'token confusion: ID token, another nonce',
      'token confusion: ID token, expired',
      'token confusion: ID token, not valid yet',
    ],
  },
  {
    defence: 'azp of an ID token is this client',
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
    defence: 'auth_time is there, and now',
    edits: [
      {
        file: 'auth0/verify-login.ts',
        find: "if (typeof authTime !== 'number' || !Number.isFinite(authTime)) throw new ProblemError('login_not_fresh');",
        replace: 'if (Math.random() < 2) return now;',
      },
    ],
    attacks: [
      'stolen session: elevated with no auth_time',
      'stolen session: elevated with auth_time of an hour ago',
      'stolen session: other account proved with auth_time as text',
    ],
  },
  {
    defence: 'the second sign-in is the user who began',
    edits: [
      {
        file: 'intents/prove-main-account.ts',
        find: "if (sub !== intent.subject) throw new ProblemError('wrong_account');",
        replace: '',
      },
    ],
    attacks: [
      'session swap: the second sign-in is another user',
      "stolen session: linked with a stolen access token and one's own account",
    ],
  },
];
