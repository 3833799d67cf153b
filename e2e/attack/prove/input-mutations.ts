import type { Mutation } from './mutation.ts';

const STORABLE = '../../contract/src/storable-text.ts';
const UNSTORABLE = 'unstorable-input.spec.ts';

/** What users and providers may write, and where it is shown. */
export const INPUT_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'an id contains no control characters',
    edits: [{ file: STORABLE, find: '[^\\u0000-\\u001f\\u007f-\\u009f]*', replace: '[^]*' }],
    specs: [{ file: UNSTORABLE, title: 'is refused at every place of the API' }],
  },
  {
    defense: 'the length of an id is limited',
    edits: [{ file: STORABLE, find: '.max(max)', replace: '.max(max * 1000)' }],
    specs: [
      {
        file: UNSTORABLE,
        title: 'does not prevent the dismissal of a suggestion, which is answered alike for any id',
      },
    ],
  },
  {
    defense: 'a nickname contains no control characters',
    edits: [
      {
        file: 'profile/account-routes.ts',
        find: 'if (nickname !== null && /\\p{Cc}/u.test(nickname)) {',
        replace: "if (nickname === '\\u0000') {",
      },
    ],
    specs: [{ file: UNSTORABLE, title: 'is refused at every place of the API' }],
  },
  {
    defense: 'an exported name is never a formula, not even after invisible characters',
    edits: [{ file: 'history/history-csv.ts', find: '/^[\\s\\p{C}\\p{M}]*[', replace: '/^\\s*[' }],
    specs: [
      { file: 'history/history-routes.spec.ts', title: 'prevents names from becoming formulas in a spreadsheet' },
    ],
  },
  {
    defense: 'a masked name has no path',
    edits: [{ file: 'history/mask.ts', find: '@[^\\s@/?#:\\\\]+$/', replace: '@[^\\s@]+$/' }],
    specs: [{ file: 'history/notice-mail.spec.ts', title: 'have no path that would turn a name into a link' }],
  },
  {
    defense: 'no cache keeps a profile',
    edits: [
      {
        file: 'profile/account-routes.ts',
        find: "c.header('Cache-Control', 'no-store');",
        replace: "c.header('Cache-Control', 'private, no-cache');",
      },
    ],
    specs: [{ file: 'profile/account-routes.spec.ts', title: 'responds with 304 until the profile changes' }],
  },
];
