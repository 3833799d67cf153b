import type { Mutation } from './mutation.ts';

/** Defenses that bind an intent to a browser, a user and a time. */
export const BROWSER_BINDING_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'a callback works only in the browser that began the intent',
    edits: [
      {
        file: 'intents/legs.ts',
        find: 'if (intent?.browser_hash !== browserHash || pendingLeg(',
        replace: 'if (intent === undefined || pendingLeg(',
      },
    ],
    attacks: [
      "forced linking: the attacker's callback in the victim's browser",
      "reverse forced linking: the victim's callback in the attacker's browser",
    ],
  },
  {
    defense: 'a callback works once',
    edits: [
      {
        file: 'intents/legs.ts',
        find: `      .where('state_hash', '=', hash)
      .where('used_at', 'is', null)
      .executeTakeFirst();`,
        replace: `      .where('state_hash', '=', hash)
      .executeTakeFirst();`,
      },
      {
        file: 'intents/legs.ts',
        find: `      .where('used_at', 'is', null)
      .returning('state_hash')`,
        replace: `      .returning('state_hash')`,
      },
      { file: 'intents/legs.ts', find: '|| pendingLeg(intent, clock.now()) !== leg.leg', replace: '' },
    ],
    attacks: ['forced linking: a callback used twice'],
  },
  {
    defense: 'an intent expires after ten minutes',
    edits: [
      {
        file: 'intents/intent-stage.ts',
        find: "isOpen(stage) && expires_at <= now ? 'expired' : stage",
        replace: 'stage',
      },
    ],
    attacks: ['forced linking: a callback after ten minutes'],
  },
  {
    defense: 'a start URL works only in the browser that began the intent',
    edits: [
      {
        file: 'intents/browser-routes.ts',
        find: ".where('browser_hash', '=', c.var.browserHash ?? '')",
        replace: '',
      },
    ],
    attacks: ["reverse forced linking: the attacker's start URL in the victim's browser"],
  },
  {
    defense: 'a confirmation needs the cookie of the browser',
    edits: [
      {
        file: 'intents/stored-intent.ts',
        find: "if (row.browser_hash !== key.browserHash) throw new ProblemError('browser_mismatch');",
        replace: '',
      },
    ],
    attacks: ['forced linking: a confirmation without the cookie'],
  },
  {
    defense: 'pages of other sites cannot change anything',
    edits: [{ file: 'http/cross-site.ts', find: 'if (!known)', replace: 'if (!known && Math.random() > 2)' }],
    attacks: ['forced linking: a change by a page of another site (CSRF)'],
  },
  {
    defense: 'CORS allows only the portals',
    edits: [
      { file: 'http/create-app.ts', find: 'origin: [...portalOrigins],', replace: 'origin: (origin) => origin,' },
    ],
    attacks: ['forced linking: a change by a page of another site (CSRF)'],
  },
  {
    defense: 'only its user reads an intent',
    edits: [{ file: 'intents/stored-intent.ts', find: ".where('subject', '=', key.subject)", replace: '' }],
    attacks: [
      "IDOR: GET another user's intent",
      "IDOR: another user's elevation",
      'session swap: a confirmation by another user in the same browser',
    ],
  },
  {
    defense: 'an unlink requires a recent sign-in',
    edits: [
      {
        file: 'accounts/unlink.ts',
        find: 'await services.recentSignIns.require(subject, from.browserHash);',
        replace: '',
      },
      {
        file: 'accounts/unlink.ts',
        find: 'const { sessionId } = await recentSignIns.require(subject, browserHash);',
        replace: 'const sessionId = (await recentSignIns.find(subject, browserHash))?.sessionId ?? null;',
      },
    ],
    attacks: ['stolen session: an unlink with a stolen access token only'],
  },
  {
    defense: 'an undo of an unlink requires a recent sign-in',
    edits: [
      {
        file: 'accounts/undo.ts',
        find: "recentSignIns[kind === 'unlink' ? 'require' : 'find'](account, browserHash)",
        replace: "recentSignIns[kind === 'unlink' ? 'find' : 'find'](account, browserHash)",
      },
    ],
    attacks: ['stolen session: an undo with a stolen access token only'],
  },
  {
    defense: 'a recent sign-in counts only in its browser',
    edits: [{ file: 'auth0/recent-sign-ins.ts', find: ".where('browser_hash', '=', browserHash)", replace: '' }],
    attacks: ['stolen session: an unlink with a stolen access token while the victim is recently signed in elsewhere'],
  },
  {
    defense: 'a recent sign-in counts for ten minutes',
    edits: [
      {
        file: 'auth0/recent-sign-ins.ts',
        find: ".where('auth_at', '>', clock.now() - RECENT_SIGN_IN)",
        replace: '',
      },
    ],
    attacks: ['stolen session: an unlink eleven minutes after the sign-in'],
  },
  {
    defense: 'redirects lead only to the portal',
    edits: [
      {
        file: 'intents/return-address.ts',
        find: "if (requested?.startsWith('/') !== true || /[\\\\\\p{Cc}]/u.test(requested)) return profilePath;",
        replace: 'if (requested !== undefined) return requested;',
      },
      {
        file: 'intents/return-address.ts',
        find: 'const url = URL.parse(requested, NO_RETURN_ADDRESS);',
        replace: 'const url = URL.parse(profilePath, NO_RETURN_ADDRESS);',
      },
      {
        file: 'intents/return-address.ts',
        find: 'portalOrigins.includes(began.origin)',
        replace: "began.origin !== ''",
      },
    ],
    attacks: ['open redirect: return_to "https://evil.example/"', 'open redirect: return_to "//evil.example"'],
  },
];
