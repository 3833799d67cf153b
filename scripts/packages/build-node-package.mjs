import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../process/run.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';
import { buildOnce } from './build-once.mjs';
import { removeDeadLinks } from './remove-dead-links.mjs';

/**
 * The packages whose sources Node runs without a build, each after its dependencies. Node does not strip types in
 * `node_modules`, so the published packages contain JavaScript with declarations.
 */
export const NODE_PACKAGES = Object.freeze(['contract', 'server', 'tenant']);

/** Files that are not published. */
const UNPUBLISHED_FILES = ['**/*.spec.ts', '**/testing/**', 'scripts/**'];

/**
 * Guides of `docs/` that a package contains, by its folder.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const GUIDES = { server: ['deployment.md', 'operations.md', 'threat-model.md'] };

/**
 * Builds a package into `dist/NAME`, ready for `npm publish`.
 *
 * @param {string} name Its folder.
 * @returns {Promise<{ code: number, output: string }>} Of the compiler.
 */
export function buildNodePackage(name) {
  return buildOnce(name, [name, 'contract', 'docs', 'tsconfig.node.json'], () => compilePackage(name));
}

/** @param {string} name */
async function compilePackage(name) {
  const target = inWorkspace('dist', name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const project = join(target, 'tsconfig.json');
  writeFileSync(
    project,
    JSON.stringify({
      extends: inWorkspace('tsconfig.node.json'),
      compilerOptions: {
        noEmit: false,
        // `npm run check` has checked the types.
        noCheck: true,
        declaration: true,
        allowImportingTsExtensions: false,
        rewriteRelativeImportExtensions: true,
        resolveJsonModule: true,
        rootDir: inWorkspace(name),
        outDir: target,
        // Resolves the project's own packages to their builds, not their sources.
        paths: {
          '@onefold/contract': [inWorkspace('dist', 'contract', 'src', 'index.d.ts')],
          '@onefold/contract/*': [inWorkspace('dist', 'contract', 'src', '*.d.ts')],
        },
      },
      include: [inWorkspace(name, 'src', '**', '*.ts')],
      exclude: UNPUBLISHED_FILES.map((glob) => inWorkspace(name, glob)),
    }),
  );
  const result = await runNode('node_modules/typescript/bin/tsc', ['--pretty', 'false', '-p', project]);
  rmSync(project);
  copyFiles(name, target);
  return result;
}

/**
 * @param {string} name
 * @param {string} target
 */
function copyFiles(name, target) {
  const manifest = /** @type {Record<string, unknown>} */ (
    JSON.parse(readFileSync(inWorkspace(name, 'package.json'), 'utf8'))
  );
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published(manifest), null, 2)}\n`);
  if (existsSync(inWorkspace(name, 'openapi.json')))
    cpSync(inWorkspace(name, 'openapi.json'), join(target, 'openapi.json'));
  const page = readFileSync(inWorkspace(name, 'README.md'), 'utf8');
  writeFileSync(join(target, 'README.md'), page.replaceAll('](../docs/', '](docs/'));
  for (const folder of ['schema', 'inspector', 'docs', 'actions']) {
    if (existsSync(inWorkspace(name, folder))) {
      cpSync(inWorkspace(name, folder), join(target, folder), { recursive: true });
    }
  }
  for (const guide of GUIDES[name] ?? []) {
    cpSync(inWorkspace('docs', guide), join(target, 'docs', guide), { recursive: true });
  }
  cpSync(inWorkspace('LICENSE'), join(target, 'LICENSE'));
  removeDeadLinks(target);
  if (!existsSync(inWorkspace(name, 'bin'))) return;
  mkdirSync(join(target, 'bin'));
  for (const program of readdirSync(inWorkspace(name, 'bin'))) {
    const source = readFileSync(inWorkspace(name, 'bin', program), 'utf8');
    writeFileSync(
      join(target, 'bin', program),
      source.replaceAll(/(?<=import\('\.\.\/src\/[^']*)\.ts(?='\))/g, '.js'),
      {
        mode: 0o755,
      },
    );
  }
}

/**
 * A manifest whose exports name the built files, and whose dependencies name the sibling packages in the same version.
 *
 * @param {Record<string, unknown>} manifest
 * @returns {Record<string, unknown>}
 */
export function published({ scripts: _scripts, devDependencies: _tools, exports, dependencies, version, ...manifest }) {
  const entries = Object.entries(/** @type {Record<string, string>} */ (exports)).map(([entry, file]) => [
    entry,
    file.endsWith('.ts') ? { types: file.replace(/\.ts$/, '.d.ts'), default: file.replace(/\.ts$/, '.js') } : file,
  ]);
  const wanted = Object.entries(/** @type {Record<string, string>} */ (dependencies)).map(([dependency, range]) => [
    dependency,
    range === '*' ? String(version) : range,
  ]);
  return {
    ...manifest,
    version,
    exports: Object.fromEntries(entries),
    dependencies: Object.fromEntries(wanted),
  };
}
