import type { Mutation } from './mutation.ts';

const REVOCATION = 'accounts/revoked-sign-ins.spec.ts';
const BEARER = 'auth0/access-token-verifier.spec.ts';
const PROOF = 'auth0/verify-login.spec.ts';
const REQUESTS = 'http/requests.spec.ts';
const PROFILE = 'profile/account-routes.spec.ts';
const FUTURE_TOKEN = { file: BEARER, title: 'is refused if it was issued in the future' };
const STALE_LOGIN = { file: PROOF, title: 'is not fresh with an auth_time that is absent, malformed or from before' };
const DELEGATED_REQUEST = { file: REQUESTS, title: 'of a delegated session reads the account and changes nothing' };
const DELEGATED_VIEW = { file: PROFILE, title: 'names the actor of a delegated session, offers no changes' };

/** Defenses that decide who may change an account, which only specs of the server reach. */
export const AUTHORIZATION_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'an unlink checks the recent sign-in inside the lock',
    edits: [
      {
        file: 'accounts/unlink.ts',
        find: 'const { sessionId } = await recentSignIns.require(subject, browserHash);',
        replace: 'const sessionId = (await recentSignIns.find(subject, browserHash))?.sessionId ?? null;',
      },
    ],
    specs: [{ file: REVOCATION, title: 'checks inside the lock that the recent sign-in has not ended meanwhile' }],
  },
  {
    defense: 'other browsers lose their recent sign-ins no later than the change is complete',
    edits: [
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'await recentSignIns.deleteOthers(trx, row.account, requestingBrowser);',
        replace: '',
      },
      {
        file: 'accounts/operation/end-operation.ts',
        find: `      await enqueue(services, trx, { topic: 'sessions', ...ending.endSessions });
    }
  });`,
        replace: `      await enqueue(services, trx, { topic: 'sessions', ...ending.endSessions });
    }
  });
  await store.transaction((trx) => recentSignIns.deleteOthers(trx, row.account, ending.browserHash ?? null));`,
      },
    ],
    specs: [
      { file: REVOCATION, title: 'happens together with the end of the recent sign-ins elsewhere, or not at all' },
    ],
  },
  {
    defense: 'other browsers lose their recent sign-ins only if the change is complete',
    edits: [
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'await recentSignIns.deleteOthers(trx, row.account, requestingBrowser);',
        replace: '',
      },
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'const { ending } = plan;',
        replace: `const { ending } = plan;
  await store.transaction((trx) => recentSignIns.deleteOthers(trx, row.account, ending.browserHash ?? null));`,
      },
    ],
    specs: [
      { file: REVOCATION, title: 'happens together with the end of the recent sign-ins elsewhere, or not at all' },
    ],
  },
  {
    defense: 'a rejected change stores no row',
    edits: [
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'if (operation.plan === null) await services.log.discard(trx, operation);\n    else',
        replace: '',
      },
    ],
    specs: [{ file: REVOCATION, title: 'and keeps no row after a refusal' }],
  },
  {
    defense: 'the parts of an identity have at most 255 characters',
    edits: [
      {
        file: '../../contract/src/routes.ts',
        find: 'const keyPart = storableText(255);',
        replace: 'const keyPart = storableText(100_000);',
      },
    ],
    specs: [{ file: PROFILE, title: 'refuses a part of an identity with more than 255 characters' }],
  },
  {
    defense: 'without an address in the ID token, the user record decides whether it is verified',
    edits: [
      {
        file: 'intents/prove-other-account.ts',
        find: 'login.email === undefined ? { email: user.email, emailVerified: user.email_verified } : login;',
        replace: 'login;',
      },
    ],
    specs: [
      { file: 'intents/leg-refusals.spec.ts', title: 'reads from the user record whether the address is verified' },
    ],
  },
  {
    defense: 'an access token of the future is refused',
    edits: [
      {
        file: 'auth0/access-token-verifier.ts',
        find: 'if ((payload.iat ?? 0) * 1000 > clock.now() + TOLERANCE * 1000) {',
        replace: 'if (token === "") {',
      },
    ],
    specs: [FUTURE_TOKEN],
  },
  {
    defense: 'the clock tolerance of access tokens is half a minute',
    edits: [
      { file: 'auth0/access-token-verifier.ts', find: 'const TOLERANCE = 30;', replace: 'const TOLERANCE = 300;' },
    ],
    specs: [FUTURE_TOKEN, { file: BEARER, title: 'that has expired' }],
  },
  {
    defense: 'an ID token of the future is refused',
    edits: [
      {
        file: 'auth0/verify-login.ts',
        find: "if (Number(claims['iat'] ?? 0) * 1000 > expected.now + LEEWAY) throw invalid('The ID token’s iat is in the future.');",
        replace: '',
      },
    ],
    specs: [{ file: PROOF, title: 'issued in the future' }],
  },
  {
    defense: 'a sign-in in the future is refused',
    edits: [
      {
        file: 'auth0/verify-login.ts',
        find: "if (time > now + LEEWAY) throw invalid('The ID token’s auth_time is in the future.');",
        replace: '',
      },
    ],
    specs: [{ file: PROOF, title: 'of a sign-in in the future' }],
  },
  {
    defense: 'a sign-in from before the leg proves nothing',
    edits: [
      {
        file: 'auth0/verify-login.ts',
        find: "if (time < startedAt - LEEWAY) throw new ProblemError('login_not_fresh');",
        replace: '',
      },
    ],
    specs: [STALE_LOGIN],
  },
  {
    defense: 'the clock tolerance of sign-ins is one minute',
    edits: [{ file: 'auth0/verify-login.ts', find: 'const LEEWAY = 60_000;', replace: 'const LEEWAY = 90_000;' }],
    specs: [STALE_LOGIN],
  },
  {
    defense: 'an id may end in a word such as "null"',
    edits: [
      {
        file: 'auth0/user-id.ts',
        find: 'UNUSABLE.has(text.trim().toLowerCase())) return null;',
        replace: "UNUSABLE.has(text.trim().toLowerCase().replace(/^.*\\|/, ''))) return null;",
      },
    ],
    specs: [{ file: BEARER, title: 'may have a subject that ends in a word such as "null"' }],
  },
  {
    defense: 'a user from Auth0 whose complete id is such a word is unusable',
    edits: [
      {
        file: 'auth0/user-id.ts',
        find: "new Set(['', 'null', 'undefined', 'nan', 'none', '[object object]'])",
        replace: "new Set([''])",
      },
    ],
    specs: [
      { file: 'auth0/parse-user.spec.ts', title: 'without a usable id is rejected' },
      { file: BEARER, title: 'whose id is the word null' },
      { file: PROOF, title: 'rejects an unusable sub' },
    ],
  },
  {
    defense: 'two cookies with the same name are rejected',
    edits: [
      {
        file: 'http/browser-cookie.ts',
        find: 'named.length > 1 ? undefined : getCookie(c, name)',
        replace: 'getCookie(c, name)',
      },
    ],
    specs: [{ file: 'http/browser-cookie.spec.ts', title: 'is ignored if there are two with its name' }],
  },
  {
    defense: 'only a page of this server confirms the start',
    edits: [{ file: 'http/cross-site.ts', find: 'if (!known) throw', replace: 'if (!known && origin === "") throw' }],
    specs: [{ file: 'intents/start-navigation.spec.ts', title: 'names the account and asks for confirmation' }],
  },
  {
    defense: 'suggestions compare addresses without case',
    edits: [
      {
        file: 'suggestions/matching-accounts.ts',
        find: 'return one?.toLowerCase() === other.toLowerCase();',
        replace: 'return one === other;',
      },
    ],
    specs: [
      {
        file: 'suggestions/suggestions.spec.ts',
        title: 'are other accounts with the same verified address, ignoring case',
      },
    ],
  },
  {
    defense: 'any act claim makes a session delegated',
    edits: [
      {
        file: 'auth0/access-token-verifier.ts',
        find: "return typeof sub === 'string' ? sub : 'unknown';",
        replace: 'return sub as string;',
      },
    ],
    specs: [{ file: BEARER, title: 'names the actor of a delegated session' }],
  },
  {
    defense: 'a delegated session can read',
    edits: [
      { file: 'http/bearer.ts', find: 'const refused = !READING.has(c.req.method);', replace: 'const refused = true;' },
    ],
    specs: [DELEGATED_REQUEST],
  },
  {
    defense: 'the audit names the actor of a delegated session',
    edits: [{ file: 'http/bearer.ts', find: 'subject, actor, method', replace: 'subject, method' }],
    specs: [DELEGATED_REQUEST],
  },
  {
    defense: 'the refusal of a delegated session has its own code',
    edits: [
      {
        file: 'http/bearer.ts',
        find: "new ProblemError('delegated_session')",
        replace: "new ProblemError('forbidden')",
      },
    ],
    specs: [DELEGATED_REQUEST, DELEGATED_VIEW],
  },
  {
    defense: 'the profile names the actor of a delegated session',
    edits: [{ file: 'profile/profile-view.ts', find: '...(actor === null ? {} : { actor }),', replace: '' }],
    specs: [DELEGATED_VIEW],
  },
  {
    defense: 'a delegated session is offered no connection to link',
    edits: [{ file: 'profile/profile-view.ts', find: 'actor === null ? linkable : []', replace: 'linkable' }],
    specs: [DELEGATED_VIEW],
  },
  {
    defense: 'a delegated session does not count as a use of the account',
    edits: [
      {
        file: 'profile/profile-view.ts',
        find: 'const signIn = actor === null ? signInOf(caller, account, fresh) : null;',
        replace: 'const signIn = signInOf(caller, account, await recentSignIns.find(account, browserHash));',
      },
    ],
    specs: [DELEGATED_VIEW],
  },
];
