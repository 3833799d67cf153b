import type { Mutation } from './mutation.ts';

const RECENT_SIGN_IN_ELSEWHERE = 'stolen session: a recent sign-in in another browser while the owner unlinks';

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
        file: 'accounts/unlink.ts',
        find: "if (user.blocked) throw new ProblemError('account_changed');",
        replace: '',
      },
    ],
    attacks: ['blocked account: an unlink with a token that is still valid'],
  },
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
    defense: 'a blocked account cannot begin an intent',
    edits: [
      {
        file: 'intents/begin-intent.ts',
        find: "if (user.blocked) throw new ProblemError('account_changed');",
        replace: '',
      },
    ],
    attacks: ['blocked account: other changes with a token that is still valid'],
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
