/**
 * A step of `npm run check`: a program of an installed package and its arguments.
 *
 * @typedef {object} CheckStep
 * @property {string} name
 * @property {string} script
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env] Added to this process's environment.
 * @property {string} [provedBy] A suite of `npm test` that reports the same errors.
 */

const NGC = 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js';

/**
 * Slow steps first, so that the two parallel workers end at about the same time.
 *
 * @type {readonly CheckStep[]}
 */
export const CHECK_STEPS = [
  {
    name: 'lint and types',
    script: 'node_modules/oxlint/bin/oxlint',
    args: ['--type-check', '--deny-warnings', '--report-unused-disable-directives'],
  },
  {
    name: 'lint of Angular',
    script: 'node_modules/eslint/bin/eslint.js',
    args: ['.', '--max-warnings=0', '--cache', '--cache-location=.cache/eslint/', '--cache-strategy=content'],
  },
  ...[
    { project: 'src/linking/tsconfig.lib.json', provedBy: 'package' },
    { project: 'src/linking/tsconfig.spec.json', provedBy: 'unit' },
    { project: 'src/app/tsconfig.app.json', provedBy: 'size' },
    { project: 'src/app/tsconfig.spec.json', provedBy: 'unit' },
  ].map(({ project, provedBy }) => ({
    name: `types ${project}`,
    script: NGC,
    args: ['--noEmit', '--sourceMap', '--rootDir', '.', '-p', project],
    provedBy,
  })),
  {
    name: 'format',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '.', '--cache', '--cache-location=.cache/prettier', '--log-level=warn'],
  },
  {
    name: 'imports',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: [
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err',
      'contract',
      'server',
      'src',
      'tenant',
      'e2e',
      'scripts',
    ],
  },
  {
    name: 'folder cycles',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.folders.mjs', '--output-type', 'err', 'src'],
  },
  { name: 'plain words', script: 'scripts/checks/plain-words.mjs', args: [] },
  ...[
    { name: 'openapi.json', spec: 'contract/src/openapi.spec.ts', provedBy: 'contract' },
    { name: 'migrations', spec: 'server/src/store/migrations/registered.spec.ts', provedBy: 'server' },
    { name: 'translations', spec: 'scripts/languages/translations.spec.mjs', provedBy: 'scripts' },
    { name: 'static home page', spec: 'scripts/portal/home-page.spec.mjs', provedBy: 'scripts' },
    { name: 'glossary', spec: 'scripts/languages/glossary.spec.mjs', provedBy: 'scripts' },
  ].map(({ name, spec, provedBy }) => ({
    ...{ name, provedBy },
    script: 'scripts/testing/run-jasmine.mjs',
    args: [spec],
  })),
  {
    name: 'duplicate code',
    script: 'node_modules/jscpd/bin/jscpd',
    args: [],
    // It creates an error for every token that is not a copy; their stack traces take a third of its time.
    env: { NODE_OPTIONS: '--stack-trace-limit=0' },
  },
  { name: 'dead code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
];
