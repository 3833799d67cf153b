/** Run by hand after `simple-icons` or scripts/marks/brands.mjs changed: writes the marks that the profile shows. */
import { writeFileSync } from 'node:fs';
import { brandMarksSource, FILES } from './marks/brand-marks.mjs';
import { BRANDS } from './marks/brands.mjs';

for (const part of /** @type {const} */ (['first', 'usual', 'rare'])) {
  const { path, name } = FILES[part];
  writeFileSync(path, await brandMarksSource(name, BRANDS[part]));
  console.log(path);
}
