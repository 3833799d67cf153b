import { runNode } from '../process/run.mjs';
import { checkEverything } from './check-everything.mjs';

/**
 * Builds the library as it would be published and checks the result: its manifest (publint), and that its types resolve
 * for those who install it (attw).
 *
 * @returns {Promise<import('../testing/totals.mjs').Totals>} The build and each check count as one.
 */
export async function checkPackage() {
  const { code, output } = await runNode('node_modules/@angular/cli/bin/ng.js', ['build', 'linking']);
  console.log(`${code === 0 ? '✓' : '✗'} build of the library`);
  if (code !== 0) {
    console.log(output.trim().replace(/^/gm, '    '));
    return { passed: 0, failed: 1 };
  }
  const { passed, failed } = await checkEverything([
    { name: 'publint', script: 'node_modules/publint/src/cli.js', args: ['dist/linking', '--strict'] },
    {
      name: 'attw',
      script: 'node_modules/@arethetypeswrong/cli/dist/index.js',
      // An Angular package is an ES module by its format's definition.
      args: ['--pack', 'dist/linking', '--profile', 'esm-only', '--no-emoji'],
    },
  ]);
  return { passed: passed + 1, failed };
}
