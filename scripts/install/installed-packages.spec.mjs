import { matchesLock } from './installed-packages.mjs';

describe('matchesLock', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-win32': { version: '2.0.0', optional: true },
    },
  };

  it('accepts the packages that npm installed, without optional ones of other platforms', () => {
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });

  it('sees another version, a missing package, and one that is no longer wanted', () => {
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
    expect(matchesLock(wanted, { packages: {} })).toBe(false);
    expect(
      matchesLock(wanted, {
        packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } },
      }),
    ).toBe(false);
  });
});
