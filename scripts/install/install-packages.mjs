import { run } from '../process/run.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { npmCommand } from '../runtime/npm-command.mjs';
import { step } from '../terminal/step.mjs';
import { packagesAreInstalled } from './packages-are-installed.mjs';

/**
 * Installs what the lock file lists; does nothing if it is installed.
 *
 * @returns {Promise<void>}
 * @throws {ExplainedError} If npm fails.
 */
export async function installPackages() {
  if (packagesAreInstalled()) return;
  await step('Installing packages (once, about a minute)', async () => {
    const npm = npmCommand();
    const { code, output } = await run(
      npm.command,
      [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        shell: npm.shell,
        // Only the tests need a browser, and they find it themselves.
        env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
      },
    );
    if (code === 0) return;
    throw new ExplainedError(
      `The packages could not be installed. npm said:\n${output.trim().replace(/^/gm, '  ')}\n` +
        'Check the network (and the registry in your .npmrc), then run the same command again.',
    );
  });
}
