import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PORTAL_FOLDER } from '../../scripts/portal/build-portal.mjs';

/** The path (`/chunk-….js`) of the one script of the built portal that contains a literal. */
export function builtScriptWith(literal: string): string {
  const scripts = readdirSync(PORTAL_FOLDER).filter(
    (name) => name.endsWith('.js') && readFileSync(join(PORTAL_FOLDER, name), 'utf8').includes(literal),
  );
  if (scripts.length !== 1) throw new Error(`${scripts.length} scripts have "${literal}": ${scripts.join(', ')}`);
  return `/${scripts.join()}`;
}
