import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { touchChangedFiles } from './touch-changed-files.mjs';

describe('touchChangedFiles', () => {
  it('sets the time of the files that have changed since, also in folders', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onefold-touch-'));
    try {
      mkdirSync(join(folder, 'pages'));
      const times = { 'old.ts': 1_000, 'new.ts': 3_000, 'pages/new.ts': 3_000 };
      for (const [name, seconds] of Object.entries(times)) {
        writeFileSync(join(folder, name), '');
        utimesSync(join(folder, name), seconds, seconds);
      }
      touchChangedFiles(folder, 2_000_000);
      const touched = Object.keys(times).filter((name) => statSync(join(folder, name)).mtimeMs > 4_000_000);
      expect(touched).toEqual(['new.ts', 'pages/new.ts']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
