import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WORKSPACE } from '../runtime/workspace.mjs';

const INSTALL = 'scripts/install/install-packages.mjs';

/** @param {string} file @returns {string} */
const sourceOf = (file) => readFileSync(join(WORKSPACE, file), 'utf8');

/**
 * @param {string} file
 * @param {RegExp} pattern With the specifier in its first group.
 * @returns {string[]} Specifiers; relative ones as paths in the workspace.
 */
function imports(file, pattern) {
  return [...sourceOf(file).matchAll(pattern)].map(([, to = '']) =>
    to.startsWith('.') ? join(dirname(file), to) : to,
  );
}

/**
 * @param {string} file
 * @returns {Set<string>} What is loaded with it: files of the workspace, and the rest as written.
 */
function loadedWith(file) {
  const all = new Set([file]);
  for (const each of all) {
    if (each.startsWith('scripts/'))
      imports(each, /^(?:import|export)\b[^;]*?from '([^']+)';/gm).forEach((to) => all.add(to));
  }
  return all;
}

describe('Before the packages are installed', () => {
  const { scripts } = /** @type {{ scripts: Record<string, string> }} */ (JSON.parse(sourceOf('package.json')));
  const entries = new Set(
    Object.values(scripts).flatMap((command) => /^node (scripts\/\S+\.mjs)/.exec(command)?.[1] ?? []),
  );

  for (const entry of entries) {
    it(`${entry} loads nothing but Node's modules and its own`, () => {
      // "npm test" installs in its first module.
      const first = entry === 'scripts/test.mjs' ? ['scripts/testing/run-tests.mjs'] : [];
      const lazy = imports(entry, /\bimport\('([^']+)'\)/g);
      const before = first.length > 0 ? first : lazy.slice(0, lazy.indexOf(INSTALL) + 1);
      expect(before.length).withContext('it installs the packages').toBeGreaterThan(0);
      const loaded = [entry, ...before].flatMap((file) => [...loadedWith(file)]);
      expect(loaded).toContain(INSTALL);
      expect(loaded.filter((each) => !each.startsWith('scripts/') && !each.startsWith('node:'))).toEqual([]);
    });
  }
});
