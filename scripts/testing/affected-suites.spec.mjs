import { affectedSuites } from './affected-suites.mjs';

describe('affectedSuites', () => {
  const suites = [
    'e2e',
    'consumers',
    'server',
    'check',
    'tenant',
    'package',
    'unit',
    'attack',
    'scripts',
    'size',
    'contract',
  ];

  it('returns none without a change', () => {
    expect(affectedSuites([], suites)).toEqual([]);
  });

  it('returns the suites of a folder and of everything built on it', () => {
    expect(affectedSuites(['e2e/link.spec.ts'], suites)).toEqual([
      ...['e2e', 'consumers', 'check', 'attack', 'scripts'],
    ]);
    expect(affectedSuites(['tenant/src/index.ts'], suites)).toEqual([
      ...['e2e', 'consumers', 'server', 'check', 'tenant', 'package', 'attack', 'scripts'],
    ]);
  });

  it('returns the suites whose specs use a script or the contract', () => {
    expect(affectedSuites(['scripts/process/free-port.mjs'], suites)).toContain('server');
    expect(affectedSuites(['contract/src/me.ts'], suites)).toContain('scripts');
  });

  it('returns only the checks for documentation', () => {
    expect(affectedSuites(['README.md'], suites)).toEqual(['check']);
    expect(affectedSuites(['docs/design.md'], suites)).toEqual(['check']);
  });

  it('returns every suite for a file outside of all folders, and for an unknown folder', () => {
    expect(affectedSuites(['package-lock.json'], suites)).toEqual(suites);
    expect(affectedSuites(['new/file.ts'], suites)).toEqual(suites);
  });
});
