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

/** Words per thousand lines. */
export const LIMIT = 0.5;

const TYPES = '{ts,mjs,js,cjs,html,css,md}';
const READ = [`*.${TYPES}`, `{bench,contract,docs,e2e,scripts,server,src,tenant}/**/*.${TYPES}`];
/** Translations, and the list above with its spec. */
const SKIP = ['**/node_modules/**', '**/dist/**', '**/{translations,texts}/!(en).ts', '**/plain-words.{mjs,spec.mjs}'];

/**
 * Finds bookish words in a text.
 *
 * @param {string} text
 * @returns {{ line: number, word: string, plain: string }[]}
 */
export function bookishWords(text) {
  return text
    .split('\n')
    .flatMap((content, index) =>
      PLAIN_WORDS.flatMap(({ bookish, plain }) =>
        [...content.matchAll(bookish)].map(([word]) => ({ line: index + 1, word, plain })),
      ),
    );
}

/**
 * Counts the bookish words of files.
 *
 * @param {readonly { file: string, text: string }[]} files
 * @returns {{ findings: string[], perThousand: number }} A finding names file, line, word and replacement.
 */
export function judgeWords(files) {
  const findings = files.flatMap(({ file, text }) =>
    bookishWords(text).map(({ line, word, plain }) => `${file}:${line}: “${word}”. Instead: ${plain}.`),
  );
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  return { findings, perThousand: (findings.length / Math.max(lines, 1)) * 1000 };
}

/** Reads the files of the workspace. */
function sources() {
  return globSync(READ, { cwd: WORKSPACE, exclude: SKIP }).map((file) => ({
    file,
    text: readFileSync(join(WORKSPACE, file), 'utf8'),
  }));
}

if (import.meta.main) {
  const { findings, perThousand } = judgeWords(sources());
  process.exitCode = perThousand > LIMIT ? 1 : 0;
  if (process.exitCode === 1 || process.argv.includes('--list')) process.stdout.write(`${findings.join('\n')}\n`);
  process.stdout.write(`${perThousand.toFixed(2)} bookish words in a thousand lines, at most ${LIMIT}\n`);
}
