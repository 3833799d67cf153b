import { existsSync, readFileSync } from 'node:fs';
import { ALL_ATTACKS } from '../../e2e/attack/all-attacks.ts';
import { BROWSER_ATTACKS } from '../../e2e/attack/attacks/browser-attacks.ts';
import { MUTATIONS } from '../../e2e/attack/prove/prove-defenses.ts';
import { inWorkspace } from '../runtime/workspace.mjs';

const ATTACKS = new Set([...ALL_ATTACKS, ...BROWSER_ATTACKS].map(({ name }) => name));

describe('Mutations of the server', () => {
  it('replace texts that occur exactly once in its sources, so that attack:prove needs no run to find a stale one', () => {
    const stale = MUTATIONS.flatMap(({ defense, edits }) =>
      edits
        .filter(({ file, find }) => readFileSync(inWorkspace('server', 'src', file), 'utf8').split(find).length !== 2)
        .map(({ file, find }) => `${defense}: ${file}: ${find}`),
    );
    expect(stale).toEqual([]);
  });

  it('are noticed by attacks or by tests that exist', () => {
    const unknown = MUTATIONS.flatMap(({ defense, attacks = [], specs = [] }) => [
      ...(attacks.length + specs.length === 0 ? [`${defense}: nothing notices it`] : []),
      ...attacks.filter((name) => !ATTACKS.has(name)).map((name) => `${defense}: ${name}`),
      ...specs.filter((spec) => !isTest(spec)).map(({ file, title }) => `${defense}: ${file}: ${title}`),
    ]);
    expect(unknown).toEqual([]);
  });

  it('have different names', () => {
    const names = MUTATIONS.map(({ defense }) => defense);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

/**
 * Whether a file has a test with the title. The database, and what precedes a colon, are not in the file.
 *
 * @param {import('../../e2e/attack/prove/mutation.ts').NoticingSpec} spec
 */
function isTest({ file, title = '' }) {
  const path = inWorkspace('server', 'src', file);
  const end =
    title
      .replace(/^on SQLite /, '')
      .split(': ')
      .at(-1) ?? '';
  return file.endsWith('.spec.ts') && existsSync(path) && readFileSync(path, 'utf8').includes(end);
}
