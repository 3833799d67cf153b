import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes the CA's certificate where `NODE_EXTRA_CA_CERTS` can name it. The CA's key is never written anywhere. */
export function writeAuthority(pem: string): { readonly file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'onefold-tenant-ca-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, pem, { mode: 0o644 });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
