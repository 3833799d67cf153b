import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkGrowth, firstLoad } from './first-load.mjs';

describe('The first load of a build', () => {
  /** @type {string} */
  let folder;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onefold-first-load-'));
    write('index.html', '<link rel="stylesheet" href="styles.css"><script src="main.js" type="module"></script>');
    write('styles.css', 'a{}');
    write('main.js', 'import{a}from"./chunk-A.js";import"./chunk-B.js";import("./lazy.js");');
    write('chunk-A.js', 'export{b as a}from"./chunk-C.js";');
    write('chunk-B.js', '1');
    write('chunk-C.js', '2');
    write('lazy.js', '3');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('consists of the files that index.html names and of their static imports', () => {
    expect([...firstLoad(folder).keys()].sort()).toEqual(
      ['chunk-A.js', 'chunk-B.js', 'chunk-C.js', 'main.js', 'styles.css'].sort(),
    );
  });

  it('grows by no more than the limit', () => {
    const before = mkdtempSync(join(tmpdir(), 'onefold-first-load-'));
    writeFileSync(join(before, 'index.html'), '');
    const { ok, output } = checkGrowth(before, folder, 10);
    expect(ok).toBeTrue();
    expect(output).toMatch(/^0\.0 kB → (0\.\d kB), \1 more, at most 10 kB$/);
    expect(checkGrowth(before, folder, 0).ok).toBeFalse();
    rmSync(before, { recursive: true });
  });

  /**
   * @param {string} name
   * @param {string} content
   */
  function write(name, content) {
    writeFileSync(join(folder, name), content);
  }
});
