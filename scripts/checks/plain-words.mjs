/**
 * Fails if the sources contain too many bookish words, which make comments, texts and docs hard to read. A sentence without
 * such words can still be unclear: the check only finds the words of its list.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../runtime/workspace.mjs';

/** Bookish words, with their plain replacements. */
const PLAIN_WORDS = [
  { bookish: /\b(?:no|some|every)body\b/gi, plain: 'the user, the caller, another account, no request, all users' },
  { bookish: /\b(?:whoever|whosoever)\b/gi, plain: 'the user who, an attacker who, a caller that' },
  { bookish: /\b(?:whatever|whichever)\b(?! is needed)/gi, plain: 'any, every, regardless of' },
  { bookish: /\b(?:for ever|evermore)\b/gi, plain: 'permanently, forever, without limit' },
  { bookish: /\bin vain\b/gi, plain: 'without a result' },
  { bookish: /\b(?:goes|go|went|going) on\b(?! to)/gi, plain: 'continue' },
  { bookish: /\bmend(?:s|ed|ing)?\b/gi, plain: 'fix, correct, repair' },
  { bookish: /\b(?:is|are|was|were|be|been|being) told\b/gi, plain: 'get, receive, learn' },
  { bookish: /\btells? (?:it|them|us|of|whether|which|how|why)\b/gi, plain: 'report, notify, return, show' },
  { bookish: /\btak(?:e|es|en|ing) back\b/gi, plain: 'revert, undo' },
  { bookish: /\bof (?:ours|(?:its|their|his|her|one's) own)\b/gi, plain: 'its own …, a separate …' },
  { bookish: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|op\b|other\b)/gi, plain: 'is not a' },
  { bookish: /\bas (?:it is|they are|ever)\b/gi, plain: 'unchanged, as usual' },
  { bookish: /\b(?:hence|thence|whence|thereby|whereupon|heretofore|lest)\b/gi, plain: 'so, therefore, because' },
  { bookish: /\b(?:is|are|was|were|has|have|had) (?:been )?gone\b/gi, plain: 'is removed, does not exist, has ended' },
];

/** Words in names of code that tell a story, with the standard terms. */
const PLAIN_NAMES = [
  // The result of `npm run bench -- changes` has the fixed keys `beforeAnswer` and `answeredYes`.
  { bookish: /\b(?!beforeAnswer\b)\w*[a-z]Answers?(?:[A-Z]\w*)?\b/g, plain: 'response, result' },
  { bookish: /\b(?!answeredYes\b)[aA]nswer(?:s|ed)?[A-Z]\w*/g, plain: 'response, result, handle…' },
  {
    bookish: /\b(?:const|let|function) (?:\w+, )*#?(?:answers?|told|asked|patience)\b/g,
    plain: 'response, request, timeout',
  },
  { bookish: /\b(?:un)?(?:tell|told|ask|asked)[A-Z]\w*/g, plain: 'notify, report, request' },
  { bookish: /\b(?:goOn|underWay|anybody|nobody|[a-z]+BackFrom\w+)\b/g, plain: 'resume, pending, anonymous, undo…' },
  { bookish: /\b(?:take|taken|turn|give|come|way)Back\b/g, plain: 'revert, return, undo' },
  { bookish: /\b(?:forget|remember(?=[A-Z])|lookAt|lookInto)[A-Z]\w*/g, plain: 'delete, save, check, read' },
  { bookish: /\b(?:judge|weigh)[A-Z]\w*/g, plain: 'check, measure' },
  { bookish: /\b(?:\w+_)?PATIENCE\b/g, plain: '…_TIMEOUT, MAX_WAIT' },
  { bookish: /\b(?:MOST|LONGEST|LARGEST|FURTHEST|LEAST)_\w+|\bUSUAL\w*/g, plain: 'MAX_…, MIN_…, DEFAULT_…' },
  { bookish: /\b(?:FIVE|TEN|TWO|THREE)_(?:SECONDS|MINUTES|HOURS|DAYS|YEARS|CALLS)\b/g, plain: 'a name of the purpose' },
  { bookish: /\b[A-Z]\w*_FOR = \d/g, plain: '…_PERIOD, …_CACHE_TIME' },
];

/** Bookish words per thousand lines; bookish names are never accepted. */
export const LIMIT = 0.5;

/** Folders whose names are checked. */
const NAMES_CHECKED = /^(?:bench|contract|e2e|scripts|server|src|tenant)\/.*\.(?:ts|mjs|cjs)$/;

const TYPES = '{ts,mjs,js,cjs,html,css,md}';
const READ = [`*.${TYPES}`, `{bench,contract,docs,e2e,scripts,server,src,tenant}/**/*.${TYPES}`];
/** Translations, and the list above with its spec. */
const SKIP = ['**/node_modules/**', '**/dist/**', '**/{translations,texts}/!(en).ts', '**/plain-words.{mjs,spec.mjs}'];

/**
 * Finds bookish words in a text.
 *
 * @param {string} text
 * @param {readonly { bookish: RegExp, plain: string }[]} [list]
 * @returns {{ line: number, word: string, plain: string }[]}
 */
export function bookishWords(text, list = PLAIN_WORDS) {
  return text
    .split('\n')
    .flatMap((content, index) =>
      list.flatMap(({ bookish, plain }) =>
        [...content.matchAll(bookish)].map(([word]) => ({ line: index + 1, word, plain })),
      ),
    );
}

/**
 * Finds bookish names in code.
 *
 * @param {string} code
 * @returns {{ line: number, word: string, plain: string }[]}
 */
export function bookishNames(code) {
  return bookishWords(code, PLAIN_NAMES);
}

/**
 * Counts the bookish words of files, and finds bookish names.
 *
 * @param {readonly { file: string, text: string }[]} files
 * @returns {{ findings: string[], names: string[], perThousand: number }} A finding names file, line, word and replacement.
 */
export function checkWords(files) {
  /** @param {string} file @param {{ line: number, word: string, plain: string }} found */
  const report = (file, { line, word, plain }) => `${file}:${line}: “${word}”. Instead: ${plain}.`;
  const findings = files.flatMap(({ file, text }) => bookishWords(text).map((found) => report(file, found)));
  const names = files
    .filter(({ file }) => NAMES_CHECKED.test(file))
    .flatMap(({ file, text }) => bookishNames(text).map((found) => report(file, found)));
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  return { findings, names, perThousand: (findings.length / Math.max(lines, 1)) * 1000 };
}

/** Reads the files of the workspace. */
function sources() {
  return globSync(READ, { cwd: WORKSPACE, exclude: SKIP }).map((file) => ({
    file,
    text: readFileSync(join(WORKSPACE, file), 'utf8'),
  }));
}

if (import.meta.main) {
  const { findings, names, perThousand } = checkWords(sources());
  const tooMany = perThousand > LIMIT || process.argv.includes('--list');
  const reported = [...names, ...(tooMany ? findings : [])];
  if (reported.length > 0) process.stdout.write(`${reported.join('\n')}\n`);
  process.exitCode = perThousand > LIMIT || names.length > 0 ? 1 : 0;
  process.stdout.write(
    `${perThousand.toFixed(2)} bookish words in a thousand lines, at most ${LIMIT}; ${names.length} bookish names\n`,
  );
}
