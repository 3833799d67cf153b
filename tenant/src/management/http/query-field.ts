/** One condition of a search. Without a field, the usual ones are tried. */
export interface FieldTest {
  readonly field: string | undefined;
  readonly wanted:
    | { readonly phrase: string }
    | { readonly pattern: string }
    | { readonly from: string; readonly to: string; readonly open: boolean; readonly closed: boolean };
}

/** Whether a user or a log event meets the condition; text compares without regard to case. */
export function matchesField(item: object, { field, wanted }: FieldTest, usualFields: readonly string[]): boolean {
  if (field === '_exists_') return nodesAt(item, nameOf(wanted)).some(isThere);
  const fields = field === undefined ? usualFields : [field];
  return fields.flatMap((name) => valuesAt(item, name)).some((value) => meets(value, wanted));
}

/** Empty metadata counts as absent: the API does not show it either. */
function isThere(node: unknown): boolean {
  if (node === null || node === undefined) return false;
  return typeof node !== 'object' || Object.keys(node).length > 0;
}

function nameOf(wanted: FieldTest['wanted']): string {
  if ('phrase' in wanted) return wanted.phrase;
  return 'pattern' in wanted ? wanted.pattern : '';
}

/** The values at a dotted path, arrays on the way included. `email.domain` is the part of an address after its `@`. */
function nodesAt(node: unknown, path: string): unknown[] {
  if (path === 'email.domain') {
    return nodesAt(node, 'email').flatMap((email) => (typeof email === 'string' ? email.split('@').slice(1) : []));
  }
  return path
    .split('.')
    .reduce<unknown[]>((nodes, key) => nodes.flatMap((parent) => childOf(parent, key)).flatMap(flatten), [node]);
}

function valuesAt(node: unknown, path: string): (string | number | boolean)[] {
  return nodesAt(node, path).filter(
    (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  );
}

function flatten(node: unknown): unknown[] {
  return Array.isArray(node) ? (node as unknown[]) : [node];
}

function childOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return [];
  return [(node as Record<string, unknown>)[key]];
}

function meets(value: string | number | boolean, wanted: FieldTest['wanted']): boolean {
  const text = String(value).toLowerCase();
  if ('phrase' in wanted) return text === wanted.phrase.toLowerCase();
  if ('pattern' in wanted) return matchesPattern(text, wanted.pattern.toLowerCase());
  const { from, to, open, closed } = wanted;
  const low = from === '*' ? 1 : compare(value, from);
  const high = to === '*' ? -1 : compare(value, to);
  return (open ? low > 0 : low >= 0) && (closed ? high <= 0 : high < 0);
}

/** Numbers by size, everything else (dates in ISO 8601 too) by text; a bound of a day stands for the whole day. */
function compare(value: string | number | boolean, bound: string): number {
  if (typeof value === 'number') return value - Number(bound);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(bound);
  const text = isDay ? String(value).slice(0, bound.length) : String(value);
  const [left, right] = [text.toLowerCase(), bound.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `*` matches any text; `\` escapes the next character. No regular expression, because the pattern is untrusted. */
function matchesPattern(text: string, pattern: string): boolean {
  const parts = splitAtStars(pattern);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function splitAtStars(pattern: string): string[] {
  const parts = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at] ?? '';
    if (letter === '*') parts.push('');
    else parts.push((parts.pop() ?? '') + (letter === '\\' ? (pattern[++at] ?? '') : letter));
  }
  return parts;
}
