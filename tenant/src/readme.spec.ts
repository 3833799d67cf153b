import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../', import.meta.url));
const WORKSPACE = fileURLToPath(new URL('../../', import.meta.url));
const README = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

describe('The README', () => {
  it('links only to existing pages', () => {
    const pages = [...README.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
    expect(pages).toContain('docs/control.md');
    expect(pages.filter((path) => !existsSync(join(PACKAGE, path)))).toEqual([]);
  });
});

describe('The comparison in the README', () => {
  it('names specs that exist', () => {
    const named = [...README.matchAll(/`((?:src|e2e)\/[^`]+\.spec\.ts)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(10);
    const missing = named.filter((path) => !existsSync(join(path.startsWith('src/') ? PACKAGE : WORKSPACE, path)));
    expect(missing).toEqual([]);
  });

  it('is about the versions that are installed, and names files that they have', () => {
    for (const name of ['@simulacrum/auth0-simulator', 'oidc-provider']) {
      const source = README.split('\n- ').find(
        (line) => line.startsWith(`S: \`${name}\``) || line.startsWith(`P: \`${name}\``),
      );
      const [, version] = new RegExp(`\`${name}\` ([\\d.]+),`).exec(source ?? '') ?? [];
      const root = folderOf(name);
      const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
      expect(version).withContext(name).toBe(manifest.version);
      const files = [...(source ?? '').matchAll(/[SP]\d\s+`([^`]+)`/g)].map(([, path = '']) => path);
      expect(files.length).toBeGreaterThan(2);
      expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    }
  });
});

/** Where a package is installed; its exports may not name its manifest. */
function folderOf(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => existsSync(folder)) ?? '';
}
