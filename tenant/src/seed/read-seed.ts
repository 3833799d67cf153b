import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantSeed } from '../model/tenant-seed.ts';
import { TenantError } from '../model/tenant-error.ts';
import { readActionCode } from './read-action-code.ts';
import { seedFromDocument } from './seed-from-document.ts';
import { SEED_DOCUMENT } from './seed-schema.ts';
import { seedMistakes, type SeedMistake } from './seed-mistakes.ts';

/** Maximum number of mistakes in one message. */
const MAX_REASONS = 10;

/**
 * Reads a seed from YAML or JSON.
 * @param name Of the file, for messages.
 * @param existing Connections of the tenant that the seed is added to. Without them and without its own, the seed gets
 * those of the demo.
 * @param readFile Reads the code that an Action names as a file; by default relative to the seed file.
 * @example
 * const tenant = await createTenant({ seed: readSeed(await readFile('seed.yaml', 'utf8'), 'seed.yaml') });
 * @throws TenantError `bad_seed`, with file, line, column and path of each mistake
 */
export function readSeed(
  text: string,
  name = 'seed',
  existing: readonly TenantConnection[] = [],
  readFile: (path: string) => string = (path) => readFileSync(join(dirname(name), path), 'utf8'),
): TenantSeed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const broken = document.errors.map(({ message, pos }) => `${at(pos[0])} ${message}`);
  if (broken.length > 0) throw refusal(broken);
  const value = valueOf(document, name);
  const parsed = SEED_DOCUMENT.safeParse(value ?? {});
  const code = readActionCode(parsed.data?.actions ?? [], readFile);
  const mistakes: readonly SeedMistake[] = parsed.success
    ? [...seedMistakes(parsed.data, existing), ...code.mistakes]
    : parsed.error.issues.map(({ path, message }) => ({ path, message }));
  if (mistakes.length > 0) {
    throw refusal(mistakes.map(({ path, message }) => `${at(offsetOf(document, path))} ${pathText(path)}: ${message}`));
  }
  return { ...seedFromDocument(parsed.data ?? {}, existing), actions: code.actions };
}

function valueOf(document: Document, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    // Aliases without an anchor, or an alias bomb.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refusal([`${name}: ${reason}`], { cause });
  }
}

/** The offset of a value; for a missing one, that of the nearest value around it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return Number(range[0]);
  }
  return 0;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the seed' : text.replace(/^\./, '');
}

function refusal(reasons: readonly string[], options?: ErrorOptions): TenantError {
  const shown = reasons.slice(0, MAX_REASONS).map((reason) => `\n  ${reason}`);
  const more = reasons.length > MAX_REASONS ? `\n  and ${reasons.length - MAX_REASONS} more` : '';
  return new TenantError('bad_seed', `the seed is invalid:${shown.join('')}${more}`, options);
}
