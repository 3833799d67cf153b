import type { Mutation } from './mutation.ts';

const RECENT_SIGN_IN_ELSEWHERE = 'stolen session: a recent sign-in in another browser while the owner unlinks';

/** Changes that need no other call of Auth0, without their check. */
const UNCHECKED = [
  {
    change: 'the beginning of an intent',
    file: 'intents/begin-intent.ts',
    find: 'await readActiveUser(management, intent.caller.subject);',
    replace: '(await management.refreshUser(intent.caller.subject))!;',
  },
  {
    change: 'the cancellation of an intent',
    file: 'intents/intent-routes.ts',
    find: 'await readActiveUser(services.management, own.subject);',
    replace: '',
  },
  {
    change: 'a nickname',
    file: 'profile/account-routes.ts',
    find: 'await readActiveUser(management, account);',
    replace: '(await management.refreshUser(account))!;',
  },
  {
    change: 'a dismissal',
    file: 'suggestions/suggestion-routes.ts',
    find: 'await readActiveUser(management, c.var.caller.subject);',
    replace: '',
  },
  {
    change: 'a report',
    file: 'history/flag-event.ts',
    find: ', () => readActiveUser(services.management, account));',
    replace: ');',
  },
] as const;

/** Defenses against recent sign-ins, intents and tokens that a later event must invalidate. */
export const REVOKED_SIGN_IN_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'a change ends the recent sign-ins of other browsers',
    edits: [
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'await recentSignIns.deleteOthers(trx, row.account, requestingBrowser);',
        replace: '',
      },
    ],
    attacks: [RECENT_SIGN_IN_ELSEWHERE],
  },
  {
    defense: 'a change ends the open intents of other browsers',
    edits: [
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'await cancelIntentsElsewhere(trx, row.account, requestingBrowser);',
        replace: '',
      },
    ],
    attacks: [RECENT_SIGN_IN_ELSEWHERE],
  },
  {
    defense: 'only the caller’s account is locked before the check',
    edits: [
      { file: 'accounts/unlink.ts', find: 'locks: [subject] }', replace: 'locks: [subject, userIdOf(identity)] }' },
    ],
    attacks: ["lock-out: requests that name a victim's identity"],
  },
  {
    defense: 'a blocked account cannot change anything',
    edits: [
      {
        file: 'auth0/active-user.ts',
        find: "if (user.blocked) throw new ProblemError('account_changed');",
        replace: '',
      },
    ],
    attacks: ['blocked account: every change right after a view'],
  },
  {
    defense: 'a deleted account cannot change anything',
    edits: [
      {
        file: 'auth0/active-user.ts',
        find: "if (user === null) throw new ProblemError('account_gone');",
        replace: "if (user === null) throw new ProblemError('account_changed');",
      },
    ],
    attacks: ['deleted account: every change right after a view'],
  },
  {
    defense: 'a small change reads the account past the cache',
    edits: [
      {
        file: 'auth0/active-user.ts',
        find: 'management.refreshUser(subject)',
        replace: 'management.viewUser(subject)',
      },
    ],
    attacks: ['blocked account: every change right after a view', 'deleted account: every change right after a view'],
  },
  ...UNCHECKED.map(({ change, ...edit }) => ({
    defense: `${change} checks that the account is active`,
    edits: [edit],
    attacks: ['blocked account: every change right after a view'],
  })),
  {
    defense: 'a confirmation reads the main account past the cache',
    edits: [
      {
        file: 'accounts/read-accounts.ts',
        find: 'readUser(management, currentId, method),',
        replace: 'management.viewUser(currentId),',
      },
    ],
    attacks: ['blocked account: a confirmation right after a view'],
  },
  {
    defense: 'an undone confirmation is not answered with its earlier outcome',
    edits: [
      {
        file: 'accounts/account-changes.ts',
        find: "if (row.undone_by !== null) throw new ProblemError('wrong_stage');",
        replace: '',
      },
    ],
    attacks: ['forced linking: an old confirmation replayed after the undo'],
  },
  {
    defense: 'a delegated session is read-only',
    edits: [{ file: 'http/bearer.ts', find: "if (refused) throw new ProblemError('delegated_session');", replace: '' }],
    attacks: ['delegated session: a change with a token that has an act claim'],
  },
  {
    defense: 'the start page names the account if the navigation is not from the portal',
    edits: [
      {
        file: 'intents/browser-routes.ts',
        find: '&& !isProvenFromPortal(c, config)',
        replace: '&& id === intent.subject',
      },
    ],
    attacks: ['reverse forced linking: a planted cookie in a browser without fetch metadata'],
  },
  {
    defense: 'a sign-in begins only from a page of the portal',
    edits: [
      {
        file: 'intents/browser-routes.ts',
        find: "if (!isFromPortal(c, config)) return refusal(c, 'browser_mismatch', 403);",
        replace: 'if (!isFromPortal(c, config)) c.var.logger.warn({}, id);',
      },
    ],
    attacks: [
      'reverse forced linking: a planted cookie and a start URL in a message',
      'reverse forced linking: a planted cookie and a start URL (browser, server mode)',
    ],
  },
];
