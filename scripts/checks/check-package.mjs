import { buildNodePackage, NODE_PACKAGES } from '../packages/build-node-package.mjs';
import { runNode } from '../process/run.mjs';
import { checkEverything } from './check-everything.mjs';

/**
 * Builds every package as it would be published and checks the results: manifests (publint), that types resolve for those who
 * install them (attw), and that the programs start.
 *
 * @param {(text: string) => void} show Takes the lines.
 * @returns {Promise<import('../testing/totals.mjs').Totals>} Each build and each check counts as one.
 */
export async function checkPackage(show) {
  /** @type {string[]} */
  const built = [];
  const builds = [
    { name: 'linking', build: () => runNode('node_modules/@angular/cli/bin/ng.js', ['build', 'linking']) },
    ...NODE_PACKAGES.map((name) => ({ name, build: () => buildNodePackage(name) })),
  ];
  for (const { name, build } of builds) {
    const { code, output } = await build();
    show(`${code === 0 ? '✓' : '✗'} build of ${name}\n`);
    if (code === 0) built.push(name);
    else show(`${output.trim().replace(/^/gm, '    ')}\n`);
  }
  const { passed, failed } = await checkEverything(show, [
    ...built.map((name) => ({
      name: `publint ${name}`,
      script: 'node_modules/publint/src/cli.js',
      args: [`dist/${name}`, '--strict'],
    })),
    ...built.map((name) => ({
      name: `attw ${name}`,
      script: 'node_modules/@arethetypeswrong/cli/dist/index.js',
      // ES modules only, by their manifests; JSON has no types to be wrong.
      args: ['--pack', `dist/${name}`, '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', 'openapi.json'],
    })),
    ...['server', 'tenant']
      .filter((name) => built.includes(name))
      .map((name) => ({
        name: `onefold-${name}`,
        script: `dist/${name}/bin/onefold-${name}.mjs`,
        args: ['--version'],
      })),
  ]);
  return { passed: passed + built.length, failed: failed + builds.length - built.length };
}
