import type { Mutation } from './mutation.ts';

const UNDO = 'accounts/unlink-and-undo.spec.ts';
const LATE = 'accounts/late-operations.spec.ts';

/** An operation may begin at any time after its confirmation. */
const NO_LIMIT = {
  file: 'accounts/operation/settle.ts',
  find: 'services.clock.now() - operation.row.created_at > MAX_START_DELAY;',
  replace: 'services.clock.now() - operation.row.created_at > MAX_START_DELAY * 1000;',
};

/** Ways in which an undo, or an operation that is settled late, could erase or absorb what a user has meanwhile. */
export const UNDO_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'a call that changes nothing is not sent',
    edits: [
      {
        file: 'accounts/operation/perform-step.ts',
        find: 'if (Object.keys(values).length > 0) await management',
        replace: 'await management',
      },
    ],
    specs: [{ file: UNDO, title: 'sends no call that changes nothing: an empty object would erase all metadata' }],
  },
  {
    defense: 'an undo keeps values that were changed since',
    edits: [
      {
        file: 'accounts/operation/step.ts',
        find: 'change: { set: before, before: set }, respectful: true }',
        replace: 'change: { set: before, before: set }, respectful: false }',
      },
    ],
    specs: [{ file: UNDO, title: 'keeps a value that was changed after the link' }],
  },
  {
    defense: 'an undo absorbs no account that was used since',
    edits: [
      {
        file: 'accounts/undo.ts',
        find: 'return identities.length === 1 && !blocked && Object.keys({ ...user_metadata, ...app_metadata }).length === 0;',
        replace: 'return !blocked || Object.keys({ ...identities, ...user_metadata, ...app_metadata }).length > 0;',
      },
    ],
    specs: [{ file: UNDO, title: 'does not undo an unlink if the separate account has changed: ' }],
  },
  {
    defense: 'no undo is offered that would exceed the limit of a profile',
    edits: [{ file: 'accounts/unlink.ts', find: 'undoable: fitsProfile(user),', replace: '' }],
    specs: [{ file: UNDO, title: 'offers no undo that would make the profile larger than Auth0 allows' }],
  },
  {
    defense: 'an undo that would exceed the limit of a profile is refused',
    edits: [
      {
        file: 'accounts/undo.ts',
        find: "if (!fitsProfile(user, change.set, separateUser.identities)) throw new ProblemError('undo_impossible');",
        replace: '',
      },
    ],
    specs: [{ file: UNDO, title: 'does not undo an unlink if the profile has grown too large meanwhile' }],
  },
  {
    defense: 'a late operation is completed if Auth0’s state shows that it has happened',
    edits: [
      {
        file: 'accounts/operation/settle.ts',
        find: 'if (completed >= minStepsToComplete(operation, plan))',
        replace: 'if (completed > plan.steps.length + minStepsToComplete(operation, plan))',
      },
    ],
    specs: [
      { file: LATE, title: 'is completed if the identity was unlinked' },
      { file: LATE, title: 'is completed if the accounts were linked' },
    ],
  },
  {
    defense: 'a late operation that was only begun is reverted',
    edits: [NO_LIMIT],
    specs: [
      {
        file: 'accounts/operation/lease.spec.ts',
        title: 'prevents the start of an operation ten minutes after its confirmation',
      },
    ],
  },
  {
    defense: 'a restored operation discards nothing that changed since the backup',
    edits: [
      NO_LIMIT,
      {
        file: 'accounts/operation/perform-step.ts',
        find: 'isDeepStrictEqual(user_metadata, lost.user_metadata) &&',
        replace: '(user_metadata === undefined || lost.user_metadata !== undefined) &&',
      },
    ],
    specs: [
      { file: LATE, title: 'changes nothing if a backup contains only its beginning and the accounts are separate' },
    ],
  },
  {
    defense: 'a late operation that moved some identities is reverted',
    edits: [
      {
        file: 'accounts/operation/settle.ts',
        find: '(isUnlink ? first : steps.findLastIndex(isMove)) + 1',
        replace: '(isUnlink ? first : first) + 1',
      },
    ],
    specs: [{ file: LATE, title: 'returns every identity to an account of several identities that was partly moved' }],
  },
  ...[
    { change: 'linked another account', find: 'identities.length === 1 &&\n', replace: 'identities.length > 0 &&\n' },
    {
      change: 'received application data',
      find: 'isDeepStrictEqual(app_metadata, lost.app_metadata) &&',
      replace: '(app_metadata === undefined || lost.app_metadata !== undefined) &&',
    },
    {
      change: 'had a sign-in',
      find: '!(last_login !== undefined && Date.parse(last_login) > since)',
      replace: '!(last_login !== undefined && Date.parse(last_login) > since * 2)',
    },
  ].map(({ change, find, replace }) => ({
    defense: `an operation absorbs no account that ${change} since it began`,
    edits: [{ file: 'accounts/operation/perform-step.ts', find, replace }],
    specs: [{ file: LATE, title: change }],
  })),
  {
    defense: 'a revert absorbs no account that was used since',
    edits: [
      {
        file: 'accounts/operation/perform-step.ts',
        find: "? 'open' : 'changed';",
        replace: "? 'open' : 'open';",
      },
    ],
    specs: [{ file: LATE, title: 'returns no identity that was used independently after it was partly moved' }],
  },
];
