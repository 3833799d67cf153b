import { existsSync, readFileSync } from 'node:fs';
import { inWorkspace } from '../runtime/workspace.mjs';

/** The hosts that follow the steps of a section of the library's README. */
const FOLLOWERS = [
  { section: 'In an application that uses `@auth0/auth0-angular`', hosts: ['auth0-angular'] },
  { section: 'In any other application', hosts: ['standalone'] },
  { section: 'In an application of NgModules', hosts: ['module'] },
  { section: 'With server rendering', hosts: ['rendered', 'standalone'] },
];

/** What differs by application: hosts read their settings from a file. */
const SETTINGS = [
  /\{ domain: '[^}]*\}/g,
  /\{ domain, clientId, audience\b[^}]*\}/g,
  /\b(?:readConfig|location\.origin)\b/g,
  /(?<=withLinkingServer\()[^)]*/g,
];

const README = readFileSync(inWorkspace('src/linking/README.md'), 'utf8');

describe('the README of the library', () => {
  for (const { section, hosts } of FOLLOWERS) {
    for (const { file, code } of blocksOf(section)) {
      it(`shows under "${section}" what its host has in ${file}`, () => {
        const host = tokens(readFileOf(hosts, file));
        let from = 0;
        for (const line of code.split('\n')) {
          const wanted = tokens(line);
          const at = find(wanted, host, from);
          expect(at).withContext(line).not.toBe(-1);
          from = Math.max(from, at + wanted.length);
        }
      });
    }

    it(`has at most five steps under "${section}"`, () => {
      expect([...textOf(section).matchAll(/^\d+\. /gm)].length).toBeLessThanOrEqual(5);
      expect(blocksOf(section).length).toBeGreaterThan(0);
    });
  }
});

/**
 * @param {string} section
 * @returns {string} From its heading to the next one.
 */
function textOf(section) {
  const [, text] = README.split(new RegExp(`^#+ ${section.replace(/[/]/g, '\\/')}$`, 'm'));
  if (text === undefined) throw new Error(`The README has no section "${section}".`);
  return text.split(/^#+ /m)[0] ?? '';
}

/**
 * @param {string} section
 * @returns {{ file: string, code: string }[]} Its code for files of an application.
 */
function blocksOf(section) {
  const blocks = textOf(section).matchAll(/```ts\n\s*\/\/ (src\/\S+)\n([^]*?)```/g);
  return [...blocks].map(([, file = '', code = '']) => ({ file, code }));
}

/**
 * @param {readonly string[]} hosts
 * @param {string} file
 */
function readFileOf(hosts, file) {
  const found = hosts.map((host) => inWorkspace('e2e/consumers/hosts', host, file)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`No host has ${file}.`);
  return readFileSync(found, 'utf8');
}

/**
 * @param {string} code
 * @returns {string[]} Its words and punctuation without comments, settings and trailing commas: independent of line breaks.
 */
function tokens(code) {
  const text = SETTINGS.reduce((result, setting) => result.replace(setting, 'SETTINGS'), code);
  const words = text.replace(/(?<!:)\/\/.*|\/\*[^]*?\*\//g, '').match(/'[^']*'|\w+|\S/g) ?? [];
  return words.filter((word, index) => word !== ',' || !')]}'.includes(words[index + 1] ?? ')'));
}

/**
 * @param {readonly string[]} wanted
 * @param {readonly string[]} all
 * @param {number} from
 */
function find(wanted, all, from) {
  for (let at = from; at + wanted.length <= all.length; at++) {
    if (wanted.every((word, index) => all[at + index] === word)) return at;
  }
  return -1;
}
