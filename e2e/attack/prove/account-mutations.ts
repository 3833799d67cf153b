import type { Mutation } from './mutation.ts';

/** Makes the merge read all metadata of the absorbed account. */
const EVERY_KEY = {
  file: 'accounts/merge/merge-plan.ts',
  find: 'const changed = allowed\n    .filter(',
  replace: 'const changed = Object.keys(lost.user_metadata)\n    .filter(',
};
const MERGEABLE = {
  file: 'accounts/merge/metadata-field.ts',
  find: 'return allowed.includes(key) && !REFUSED.has(key);',
};

/** Defenses of accounts, their data and their suggestions. */
export const ACCOUNT_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'a link requires that the connection is enabled',
    edits: [{ file: 'accounts/link.ts', find: 'if (!isEnabled || !isLinkable(', replace: 'if (!isLinkable(' }],
    attacks: ['provider disabled: a confirmation after the connection was disabled'],
  },
  {
    defense: 'a confirmation applies to the accounts in the preview only',
    edits: [
      {
        file: 'accounts/link.ts',
        find: "if (mergePreview(current, other, config).revision !== pair.revision) throw new ProblemError('preview_changed');",
        replace: '',
      },
    ],
    attacks: ['forced linking: a confirmation after the accounts have changed'],
  },
  {
    defense: 'a disabled sign-in does not count as usable',
    edits: [
      {
        file: 'accounts/policy/unlink-rule.ts',
        find: 'return identities.filter(({ connection }) => enabled.has(connection));',
        replace: 'return identities.filter(({ connection }) => enabled.has(connection) || connection.length > 0);',
      },
    ],
    attacks: ['provider disabled: an unlink that leaves only a disabled sign-in'],
  },
  {
    defense: 'an account is changed by one operation at a time',
    edits: [
      {
        file: 'accounts/operation/operation-log.ts',
        find: "if (held.length < wanted.length) throw new ProblemError('change_in_progress');",
        replace: '',
      },
    ],
    attacks: ['races: the last two sign-ins unlinked at the same time'],
  },
  {
    defense: 'an intent is used once',
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
        find: "if (row.stage === 'linking' && !(await hasEnded(services, row.id, logger))) {",
        replace: "if (row.stage === 'cancelled') {",
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
    attacks: ['races: one intent confirmed many times at the same time'],
  },
  {
    defense: 'app_metadata never merges',
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
    defense: 'user_metadata merges by allow-list',
    edits: [EVERY_KEY, { ...MERGEABLE, replace: 'return allowed.length > 0 && !REFUSED.has(key);' }],
    attacks: ['privilege by merge: user_metadata outside the allow-list'],
  },
  {
    defense: 'keys with a meaning in JavaScript never merge',
    edits: [EVERY_KEY, { ...MERGEABLE, replace: 'return allowed.includes(key) || REFUSED.has(key);' }],
    attacks: ['privilege by merge: __proto__ and constructor'],
  },
  {
    defense: 'the absorbed account’s sessions end first',
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
    defense: 'sessions of an unlinked sign-in end',
    edits: [
      {
        file: 'accounts/unlink.ts',
        find: '...sessionsToEnd(config, subject, sessionId),',
        replace: '',
      },
    ],
    attacks: ['stolen session: a session that began with an identity that is then unlinked'],
  },
  {
    defense: 'an undo handle works for its account only',
    edits: [{ file: 'accounts/undo.ts', find: 'if (row?.account !== subject ||', replace: 'if (row === undefined ||' }],
    attacks: ["IDOR: another user's undo handle"],
  },
  {
    defense: 'only the user’s own identities can be changed',
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
    defense: 'only its user reads a history',
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
    defense: 'only accounts with a verified address are suggested',
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
    defense: 'addresses of providers that do not own them do not count as verified',
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
    defense: 'suggestions use only the user’s own verified address',
    edits: [
      {
        file: 'suggestions/matching-accounts.ts',
        find: 'if (email === undefined || !user.email_verified || verifiedIdentities(user, email).length === 0) return null;',
        replace: 'if (email === undefined) return null;',
      },
    ],
    attacks: ['pre-hijacking: an account with an unverified address gets suggestions for it'],
  },
  {
    defense: 'a suggested address is masked',
    edits: [
      {
        file: 'history/mask.ts',
        find: "const at = email.lastIndexOf('@');",
        replace: "const at = email.lastIndexOf('@');\n  if (at > 0) return email;",
      },
    ],
    attacks: ['pre-hijacking: an unverified account with the same address is suggested'],
  },
];
