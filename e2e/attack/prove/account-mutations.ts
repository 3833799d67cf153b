import type { Mutation } from './mutation.ts';

/** Makes the merge read all metadata of the absorbed account. */
const EVERY_KEY = {
  file: 'accounts/merge/merge-plan.ts',
  find: 'const changed = allowed\n    .filter(',
  replace: 'const changed = Object.keys(lost.user_metadata)\n    .filter(',
};
const MERGEABLE = {
  file: 'accounts/merge/mergeable-key.ts',
  find: 'return allowed.includes(key) && !REFUSED.has(key);',
};

/** Defences of accounts, their data and their suggestions. */
export const ACCOUNT_MUTATIONS: readonly Mutation[] = [
  {
    defence: 'the connection is enabled when it is linked',
    edits: [{ file: 'accounts/link.ts', find: 'if (!isEnabled || !isLinkable(', replace: 'if (!isLinkable(' }],
    attacks: ['provider disabled: after the proof, before the yes'],
  },
  {
    defence: 'only what the user has seen is linked',
    edits: [
      {
        file: 'accounts/link.ts',
        find: "if (mergePreview(current, other, config).revision !== pair.revision) throw new ProblemError('preview_changed');",
        replace: '',
      },
    ],
    attacks: ['forced linking: accounts that have changed since they were shown'],
  },
  {
    defence: 'a disabled sign-in does not count as usable',
    edits: [
      {
        file: 'accounts/policy/unlink-rule.ts',
        find: 'return identities.filter(({ connection }) => enabled.has(connection));',
        replace: 'return identities.filter(({ connection }) => enabled.has(connection) || connection.length > 0);',
      },
    ],
    attacks: ['provider disabled: the last usable sign-in is not the disabled one'],
  },
  {
    defence: 'an account is changed by one operation at a time',
    edits: [
      {
        file: 'accounts/operation/operation-log.ts',
        find: "if (held.length < wanted.length) throw new ProblemError('change_in_progress');",
        replace: '',
      },
    ],
    attacks: ['races: the last two sign-ins unlinked at once'],
  },
  {
    defence: 'an intent is used once',
    edits: [
      {
        file: 'accounts/operation/operation-log.ts',
        find: "if (held.length < wanted.length) throw new ProblemError('change_in_progress');",
        replace: '',
      },
      {
        file: 'accounts/operation/intent-of-operation.ts',
        find: 'if (numUpdatedRows === 1n) return;',
        replace: 'if (numUpdatedRows < 2n) return;',
      },
      // A request that finds the stage `linking` waits for the first one.
      {
        file: 'intents/confirm-intent.ts',
        find: "if (row.stage === 'linking' && !(await hasEnded(services, row.id, logger))) return null;",
        replace: '',
      },
      {
        file: 'intents/confirm-intent.ts',
        find: "const current = row.stage === 'linking' ? await outcomeOf(services, row.id) : row;",
        replace: 'const current = row;',
      },
      {
        file: 'intents/confirm-intent.ts',
        find: "if (stage !== 'ready' && stage !== 'linked') throw",
        replace: "if (stage === 'created') throw",
      },
    ],
    attacks: ['races: one intent confirmed many times at once'],
  },
  {
    defence: 'app_metadata never merges',
    edits: [
      {
        file: 'accounts/merge/merge-plan.ts',
        find: "...metadataStep(account, 'user_metadata', merge, false),",
        replace: `...metadataStep(account, 'user_metadata', merge, false),
    ...metadataStep(account, 'app_metadata', { set: absorbed.app_metadata, before: {} }, false),`,
      },
    ],
    attacks: ['privilege by merge: app_metadata of the absorbed account'],
  },
  {
    defence: 'user_metadata merges by allow-list',
    edits: [EVERY_KEY, { ...MERGEABLE, replace: 'return allowed.length > 0 && !REFUSED.has(key);' }],
    attacks: ['privilege by merge: user_metadata outside of the allow-list'],
  },
  {
    defence: 'keys that mean something to JavaScript never merge',
    edits: [EVERY_KEY, { ...MERGEABLE, replace: 'return allowed.includes(key) || REFUSED.has(key);' }],
    attacks: ['privilege by merge: __proto__ and constructor'],
  },
  {
    defence: 'the absorbed account’s sessions end first',
    edits: [
      {
        file: 'accounts/merge/merge-plan.ts',
        find: '...endSessionsStep(config, absorbed.user_id),',
        replace: '',
      },
    ],
    attacks: ['pre-hijacking: sessions and refresh tokens of the absorbed account'],
  },
  {
    defence: 'what was begun with a sign-in ends with it',
    edits: [
      {
        file: 'accounts/unlink.ts',
        find: '...sessionsToEnd(config, subject, sessionId),',
        replace: '',
      },
    ],
    attacks: ['stolen session: signed in with a sign-in that is unlinked then'],
  },
  {
    defence: 'an undo handle works for its account',
    edits: [{ file: 'accounts/undo.ts', find: 'if (row?.account !== subject ||', replace: 'if (row === undefined ||' }],
    attacks: ["IDOR: another user's undo handle"],
  },
  {
    defence: 'only one’s own identity can be named',
    edits: [
      {
        file: 'profile/account-routes.ts',
        find: "if (!user.identities.some((identity) => isSameIdentity(identity, ref))) throw new ProblemError('not_found');",
        replace: '',
      },
    ],
    attacks: ["IDOR: another user's identity"],
  },
  {
    defence: 'a history is its own user’s',
    edits: [
      {
        file: 'history/history-entries.ts',
        find: "store.db.selectFrom('history').selectAll().where('account', '=', account)",
        replace: "store.db.selectFrom('history').selectAll()",
      },
    ],
    attacks: ["IDOR: another user's history"],
  },
  {
    defence: 'an account is suggested where its address is verified',
    edits: [
      {
        file: 'suggestions/matching-accounts.ts',
        find: 'return email_verified === true && typeof',
        replace: 'return typeof',
      },
      {
        file: 'suggestions/matching-accounts.ts',
        find: 'if (index === 0 && user.email_verified && isSame',
        replace: 'if (index === 0 && isSame',
      },
    ],
    attacks: ['pre-hijacking: an unverified account with the same address is suggested'],
  },
  {
    defence: 'a provider that does not own addresses vouches for none',
    edits: [
      {
        file: 'suggestions/matching-accounts.ts',
        find: "new Set(['waad', 'windowslive', 'azure-ad', 'office365'])",
        replace: 'new Set([])',
      },
    ],
    attacks: ['pre-hijacking: an unverified account with the same address is suggested'],
  },
  {
    defence: 'suggestions are for one’s own verified address',
    edits: [
      {
        file: 'suggestions/matching-accounts.ts',
        find: 'if (email === undefined || !user.email_verified || vouchingIdentities(user, email).length === 0) return null;',
        replace: 'if (email === undefined) return null;',
      },
    ],
    attacks: ['pre-hijacking: an account with an unverified address gets suggestions for it'],
  },
  {
    defence: 'a suggested address is masked',
    edits: [
      {
        file: 'history/masked.ts',
        find: "const at = email.lastIndexOf('@');",
        replace: "const at = email.lastIndexOf('@');\n  if (at > 0) return email;",
      },
    ],
    attacks: ['pre-hijacking: an unverified account with the same address is suggested'],
  },
];
