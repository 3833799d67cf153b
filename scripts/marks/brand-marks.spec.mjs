import { readFileSync } from 'node:fs';
import { brandMarksSource, FILES } from './brand-marks.mjs';
import { BRANDS } from './brands.mjs';
import { visibleOn } from './visible-on.mjs';

describe('The brand marks', () => {
  for (const part of /** @type {const} */ (['first', 'usual', 'rare'])) {
    it(`match the package: ${part} (if not: node scripts/write-brand-marks.mjs)`, async () => {
      const { path, name } = FILES[part];
      expect(readFileSync(path, 'utf8')).toBe(await brandMarksSource(name, BRANDS[part]));
    });
  }

  it('keep their color only where it is visible', () => {
    expect(visibleOn('#181717', 'light')).toBeTrue();
    expect(visibleOn('#181717', 'dark')).toBeFalse();
    expect(visibleOn('#ffe812', 'light')).toBeFalse();
    expect(visibleOn('#ffe812', 'dark')).toBeTrue();
  });

  it('fail if the package has no such mark', async () => {
    await expectAsync(brandMarksSource('X', { x: 'no-such-brand' })).toBeRejectedWithError(/no mark "no-such-brand"/);
  });
});
