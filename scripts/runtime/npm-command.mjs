import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * How to run npm without a shell, however this process was started.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform As in `process.platform`.
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env = process.env, platform = process.platform) {
  const bundledNpm = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [env['npm_execpath'], bundledNpm].find(
    (path) => path !== undefined && path.endsWith('npm-cli.js') && existsSync(path),
  );
  if (script !== undefined) return { command: process.execPath, args: [script], shell: false };
  // Windows starts npm through npm.cmd, which only a shell can run; no argument comes from a user.
  return { command: 'npm', args: [], shell: platform === 'win32' };
}
