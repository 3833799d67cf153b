import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names of Chrome and Chromium on the search path; the headless shell first, which is a third faster. */
const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
];

/**
 * Debian's script for the headless shell starts the browser as a child and does not forward signals. When the script ends,
 * the browser keeps running, and Karma waits forever for its output to end.
 */
const WRAPPED_PROGRAMS = new Map([['/usr/bin/chromium-headless-shell', '/usr/lib/chromium/chromium-headless-shell']]);

/**
 * Looks for an installed Chrome or Chromium: `CHROME_BIN` first, then the search path, then the usual folders.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform As in `process.platform`.
 * @param {(path: string) => boolean} exists
 * @returns {string | undefined}
 */
export function installedBrowser(env = process.env, platform = process.platform, exists = existsSync) {
  const found = findInstalled(env, platform, exists);
  const program = found === undefined ? undefined : WRAPPED_PROGRAMS.get(found);
  return program !== undefined && exists(program) ? program : found;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform
 * @param {(path: string) => boolean} exists
 * @returns {string | undefined}
 */
function findInstalled(env, platform, exists) {
  const named = env['CHROME_BIN'];
  if (named !== undefined && exists(named)) return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = platform === 'win32' ? [] : folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...commonPaths(env, platform)].find(exists);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform
 * @returns {string[]}
 */
function commonPaths(env, platform) {
  if (platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  }
  if (platform !== 'win32') return [];
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => env[name])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
}
