import { published } from './build-node-package.mjs';

describe('The manifest of a published package', () => {
  it('exports the built files, depends on siblings of the same version and has no scripts', () => {
    expect(
      published({
        name: '@onefold/example',
        version: '1.2.3',
        scripts: { build: 'true' },
        exports: { '.': './src/index.ts', './data.json': './data.json' },
        dependencies: { '@onefold/contract': '*', zod: '^4.0.0' },
      }),
    ).toEqual({
      name: '@onefold/example',
      version: '1.2.3',
      exports: { '.': { types: './src/index.d.ts', default: './src/index.js' }, './data.json': './data.json' },
      dependencies: { '@onefold/contract': '1.2.3', zod: '^4.0.0' },
    });
  });
});
