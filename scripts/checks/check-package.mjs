import { buildNodePackage, NODE_PACKAGES } from '../packages/build-node-package.mjs';
import { buildLibrary } from '../packages/build-library.mjs';
import { compareApi } from './compare-api.mjs';
import { checkEverything } from './check-everything.mjs';

/**
 * Builds every package as it would be published and checks the results: manifests (publint), that types resolve for their
 * users (attw), that the programs start, and that the library exports what its reports say.
 *
 * @param {(text: string) => void} show Takes the lines.
 * @returns {Promise<import('../testing/totals.mjs').Totals>} Each build and each check counts as one.
 */
export async function checkPackage(show) {
  /** @type {string[]} */
  const built = [];
  const builds = [
    { name: 'linking', build: buildLibrary },
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
      // The manifests declare ES modules only; the JSON entry point has no types to check.
      args: [
        '--pack',
        `dist/${name}`,
        '--profile',
        'esm-only',
        // Applies only to resolution without `exports`, in which an entry point cannot import another one of its package.
        '--ignore-rules',
        'internal-resolution-error',
        '--no-emoji',
        '--exclude-entrypoints',
        'openapi.json',
        'seed.schema.json',
      ],
    })),
    ...['server', 'tenant']
      .filter((name) => built.includes(name))
      .map((name) => ({
        name: `onefold-${name}`,
        script: `dist/${name}/bin/onefold-${name}.mjs`,
        args: ['--version'],
      })),
  ]);
  const changes = built.includes('linking') ? compareApi({ write: false }) : [];
  show(changes.length === 0 ? '✓ API reports\n' : changes.map((change) => `✗ ${change}\n`).join(''));
  const broken = builds.length - built.length + Math.min(changes.length, 1);
  return { passed: passed + builds.length + 1 - broken, failed: failed + broken };
}
