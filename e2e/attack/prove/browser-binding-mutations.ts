import type { Mutation } from './mutation.ts';

/** Defences that bind an intent to a browser, a user and a time. */
export const BROWSER_BINDING_MUTATIONS: readonly Mutation[] = [
  {
    defence: 'a callback belongs to the browser that began',
    edits: [
      {
        file: 'intents/legs.ts',
        find: 'if (intent?.browser_hash !== browserHash || legAt(',
        replace: 'if (intent === undefined || legAt(',
      },
    ],
    attacks: [
      "forced linking: the attacker's callback in the victim's browser",
      "reverse forced linking: the victim's callback in the attacker's browser",
    ],
  },
  {
    defence: 'a callback works once',
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
      { file: 'intents/legs.ts', find: '|| legAt(intent, clock.now()) !== leg.leg', replace: '' },
    ],
    attacks: ['forced linking: callback used twice'],
  },
  {
    defence: 'an intent lives for ten minutes',
    edits: [
      {
        file: 'intents/intent-stage.ts',
        find: "isOpen(stage) && expires_at <= now ? 'expired' : stage",
        replace: 'stage',
      },
    ],
    attacks: ['forced linking: callback after ten minutes'],
  },
  {
    defence: 'a start URL works in the browser that began',
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
    defence: 'a confirmation needs the cookie of the browser',
    edits: [
      {
        file: 'intents/stored-intent.ts',
        find: "if (row.browser_hash !== key.browserHash) throw new ProblemError('browser_mismatch');",
        replace: '',
      },
    ],
    attacks: ['forced linking: confirmed without the cookie'],
  },
  {
    defence: 'pages of other sites change nothing',
    edits: [{ file: 'http/cross-site.ts', find: 'if (!known)', replace: 'if (!known && Math.random() > 2)' }],
    attacks: ['forced linking: a page of another site changes something (CSRF)'],
  },
  {
    defence: 'CORS names the portals',
    edits: [{ file: 'http/create-app.ts', find: 'origin: [...portalOrigins],', replace: 'origin: (asked) => asked,' }],
    attacks: ['forced linking: a page of another site changes something (CSRF)'],
  },
  {
    defence: 'an intent is its own user’s',
    edits: [{ file: 'intents/stored-intent.ts', find: ".where('subject', '=', key.subject)", replace: '' }],
    attacks: [
      "IDOR: GET another user's intent",
      "IDOR: another user's elevation",
      'session swap: finished as another user in the same browser',
    ],
  },
  {
    defence: 'unlinking needs a fresh login',
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
    attacks: ['stolen session: unlinked with a stolen access token alone'],
  },
  {
    defence: 'undoing an unlink needs a fresh login',
    edits: [
      {
        file: 'accounts/undo.ts',
        find: "recentSignIns[kind === 'unlink' ? 'require' : 'find'](account, browserHash)",
        replace: "recentSignIns[kind === 'unlink' ? 'find' : 'find'](account, browserHash)",
      },
    ],
    attacks: ['stolen session: an unlink undone with a stolen access token alone'],
  },
  {
    defence: 'a fresh login belongs to its browser',
    edits: [{ file: 'auth0/recent-sign-ins.ts', find: ".where('browser_hash', '=', browserHash)", replace: '' }],
    attacks: ["stolen session: unlinked with a stolen access token while the victim's login is fresh elsewhere"],
  },
  {
    defence: 'a fresh login lasts ten minutes',
    edits: [
      {
        file: 'auth0/recent-sign-ins.ts',
        find: ".where('auth_at', '>', clock.now() - RECENT_SIGN_IN)",
        replace: '',
      },
    ],
    attacks: ['stolen session: unlinked with a login of eleven minutes ago'],
  },
  {
    defence: 'users are sent back to the portal',
    edits: [
      {
        file: 'intents/return-address.ts',
        find: "if (asked?.startsWith('/') !== true || /[\\\\\\p{Cc}]/u.test(asked)) return profilePath;",
        replace: 'if (asked !== undefined) return asked;',
      },
      {
        file: 'intents/return-address.ts',
        find: 'const url = URL.parse(asked, NOWHERE);',
        replace: 'const url = URL.parse(profilePath, NOWHERE);',
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
