import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cachedNode, isUsableNode } from './cached-node.mjs';
import { nodePackageFor } from './node-package.mjs';

describe('cachedNode', () => {
  /** @type {string} */
  let cache;
  /** @type {string} */
  let executable;

  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'onefold-cache-'));
    const found = nodePackageFor(process.platform, process.arch);
    executable = join(cache, 'node', 'node_modules', found?.name ?? '', found?.executable ?? '');
    mkdirSync(dirname(executable), { recursive: true });
  });

  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  it('uses an existing Node and creates no other files', async () => {
    symlinkSync(process.execPath, executable);
    expect(await cachedNode(cache)).toBe(executable);
    expect(readdirSync(cache)).toEqual(['node']);
  });

  it('rejects a broken or an old Node', () => {
    expect(isUsableNode(executable)).toBe(false);
    writeFileSync(executable, '#!/bin/sh\necho v20.20.2\n');
    chmodSync(executable, 0o755);
    expect(isUsableNode(executable)).toBe(false);
    expect(isUsableNode(process.execPath)).toBe(true);
  });
});
