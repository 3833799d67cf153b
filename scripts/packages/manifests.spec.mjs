import { readFileSync } from 'node:fs';
import { inWorkspace } from '../runtime/workspace.mjs';

describe('The page of a package at the registry', () => {
  for (const folder of ['contract', 'server', 'src/linking', 'tenant']) {
    it(`of ${folder} links to its sources and issues`, () => {
      const manifest = /** @type {Record<string, unknown>} */ (
        JSON.parse(readFileSync(inWorkspace(folder, 'package.json'), 'utf8'))
      );
      expect(manifest).toEqual(
        jasmine.objectContaining({
          homepage: 'https://github.com/onefold/onefold#readme',
          repository: { type: 'git', url: 'git+https://github.com/onefold/onefold.git', directory: folder },
          bugs: 'https://github.com/onefold/onefold/issues',
          license: 'MIT',
        }),
      );
    });
  }
});
