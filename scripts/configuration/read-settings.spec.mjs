import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './read-settings.mjs';

describe('readSettings', () => {
  /** @type {string} */
  let folder;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onefold-env-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('reads the file, prefers the environment, and ignores blank values', () => {
    const file = join(folder, '.env');
    writeFileSync(file, '# comment\nAUTH0_DOMAIN="x.auth0.com" # inline\nAUTH0_CLIENT_ID=from-file\nPORT=\n');
    const settings = readSettings({ AUTH0_CLIENT_ID: 'from-environment', TENANT_PORT: ' ' }, file);
    expect(settings).toEqual({ AUTH0_DOMAIN: 'x.auth0.com', AUTH0_CLIENT_ID: 'from-environment' });
  });

  it('accepts a missing file', () => {
    expect(readSettings({ PORT: '1' }, join(folder, 'absent'))).toEqual({ PORT: '1' });
  });
});
