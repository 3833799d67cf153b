import { execFileSync } from 'node:child_process';
import { WORKSPACE } from '../runtime/workspace.mjs';

/**
 * Folders whose changes affect a suite. A file outside of all folders (configuration, lock file) affects every suite.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const FOLDERS = {
  e2e: ['e2e', 'src', 'server', 'tenant', 'contract', 'scripts'],
  consumers: ['e2e', 'src', 'tenant', 'contract', 'scripts'],
  server: ['server', 'tenant', 'contract', 'scripts'],
  tenant: ['tenant'],
  package: ['src', 'server', 'tenant', 'contract', 'scripts'],
  unit: ['src', 'contract'],
  attack: ['e2e', 'src', 'server', 'tenant', 'contract', 'scripts'],
  scripts: ['scripts', 'e2e', 'src', 'server', 'tenant', 'contract'],
  size: ['src', 'scripts'],
  contract: ['contract'],
};

const EVERY_FOLDER = ['src', 'e2e', 'server', 'tenant', 'contract', 'bench', 'docs', 'scripts'];

/**
 * @param {readonly string[]} files Changed files, relative to the workspace.
 * @param {readonly string[]} suites Names of all suites.
 * @returns {readonly string[]} The suites to run, in the same order; none if nothing changed.
 */
export function affectedSuites(files, suites) {
  if (files.length === 0) return [];
  const folders = files.map((file) => file.split('/')[0] ?? '');
  const code = files.filter((file) => !file.endsWith('.md'));
  if (code.some((file) => !EVERY_FOLDER.includes(file.split('/')[0] ?? ''))) return suites;
  return suites.filter((suite) => FOLDERS[suite]?.some((folder) => folders.includes(folder)) ?? true);
}

/** @returns {readonly string[]} Files that differ from the last commit, new ones included; relative to the workspace. */
export function changedFiles() {
  const list = (/** @type {readonly string[]} */ args) =>
    execFileSync('git', args, { cwd: WORKSPACE, encoding: 'utf8' }).split('\0').filter(Boolean);
  return [
    ...list(['diff', '--name-only', '--no-renames', '-z', 'HEAD']),
    ...list(['ls-files', '--others', '--exclude-standard', '-z']),
  ];
}
