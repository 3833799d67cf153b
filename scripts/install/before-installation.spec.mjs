import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WORKSPACE } from '../runtime/workspace.mjs';

/** Specifiers of dynamic imports. */
const LAZY = /\bimport\('([^']+)'\)/g;
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
 * @returns {Set<string>} The modules that it loads: files of the workspace as paths, other specifiers as written.
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
    it(`${entry} loads only Node's modules and files of the workspace`, () => {
      // `npm test` installs the packages itself, because it prints totals even if that fails.
      const installer = entry === 'scripts/test.mjs' ? 'scripts/testing/run-tests.mjs' : 'scripts/run-command.mjs';
      const lazy = imports(installer, LAZY);
      const before = [installer, ...lazy.slice(0, lazy.indexOf(INSTALL) + 1)];
      expect(loadedWith(entry).has(installer) || imports(entry, LAZY).includes(installer)).toBeTrue();
      const loaded = [entry, ...before].flatMap((file) => [...loadedWith(file)]);
      expect(loaded).toContain(INSTALL);
      expect(loaded.filter((each) => !each.startsWith('scripts/') && !each.startsWith('node:'))).toEqual([]);
    });
  }
});
