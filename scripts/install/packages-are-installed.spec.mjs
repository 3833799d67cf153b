import { matchesLock } from './packages-are-installed.mjs';

describe('matchesLock', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-win32': { version: '2.0.0', optional: true },
    },
  };

  it('accepts an installation without the optional packages of other platforms', () => {
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });

  it('detects a different version, a missing package, and an extra one', () => {
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
    expect(matchesLock(wanted, { packages: {} })).toBe(false);
    expect(
      matchesLock(wanted, {
        packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } },
      }),
    ).toBe(false);
  });
});
