import type { Mutation } from './mutation.ts';

const ELSEWHERE = 'stolen session: recently signed in elsewhere while the owner unlinks a sign-in';

/** Defences against recent sign-ins, intents and tokens that a later event must invalidate. */
export const REVOKED_SIGN_IN_MUTATIONS: readonly Mutation[] = [
  {
    defence: 'a change ends the recent sign-ins of other browsers',
    edits: [
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'await recentSignIns.forgetElsewhere(trx, row.account, asking);',
        replace: '',
      },
    ],
    attacks: [ELSEWHERE],
  },
  {
    defence: 'a change ends the open intents of other browsers',
    edits: [
      {
        file: 'accounts/operation/end-operation.ts',
        find: 'await cancelIntentsElsewhere(trx, row.account, asking);',
        replace: '',
      },
    ],
    attacks: [ELSEWHERE],
  },
  {
    defence: 'only the account of the caller is locked at first',
    edits: [
      { file: 'accounts/unlink.ts', find: 'locks: [subject] }', replace: 'locks: [subject, userIdOf(identity)] }' },
    ],
    attacks: ["lock-out: requests that name a victim's identity"],
  },
  {
    defence: 'a blocked account changes nothing',
    edits: [
      {
        file: 'accounts/unlink.ts',
        find: "if (user.blocked) throw new ProblemError('account_changed');",
        replace: '',
      },
    ],
    attacks: ['blocked account: unlinked with a token that is still valid'],
  },
  {
    defence: 'a confirmation has no outcome after its undo',
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
    defence: 'a delegated session changes nothing',
    edits: [{ file: 'http/bearer.ts', find: "if (refused) throw new ProblemError('delegated_session');", replace: '' }],
    attacks: ['delegated session: a token with act changes something'],
  },
  {
    defence: 'a blocked account begins nothing',
    edits: [
      {
        file: 'intents/begin-intent.ts',
        find: "if (user.blocked) throw new ProblemError('account_changed');",
        replace: '',
      },
    ],
    attacks: ['blocked account: changed otherwise with a token that is still valid'],
  },
  {
    defence: 'a page names the account where nothing proves who leads there',
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
    defence: 'a sign-in begins from a page of the portal',
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
