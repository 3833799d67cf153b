/** One condition of a search. Without a field, the usual ones are tried. */
export interface FieldTest {
  readonly field: string | undefined;
  readonly wanted:
    | { readonly phrase: string }
    | { readonly pattern: string }
    | { readonly from: string; readonly to: string; readonly open: boolean; readonly closed: boolean };
}

/** Prepares a condition of a user or a log event; text compares without regard to case, in the named fields or all. */
export function fieldTest(
  { field, wanted }: FieldTest,
  usualFields: readonly string[],
  ignoreCase?: ReadonlySet<string>,
): (item: object) => boolean {
  if (field === '_exists_') return pathTest(nameOf(wanted), isPresent);
  const tests = (field === undefined ? usualFields : [field]).map((name) => {
    const meets = valueTest(wanted, ignoreCase === undefined || ignoreCase.has(name));
    return pathTest(name, (value) => isValue(value) && meets(value));
  });
  return (item) => tests.some((test) => test(item));
}

/** Tests the values at a dotted path, arrays on the way included. `email.domain` is the part of an address after its `@`. */
function pathTest(path: string, accepts: (value: unknown) => boolean): (item: object) => boolean {
  if (path === 'email.domain') {
    return pathTest('email', (email) => typeof email === 'string' && email.split('@').slice(1).some(accepts));
  }
  const keys = path.split('.');
  const someAt = (node: unknown, at: number): boolean => {
    if (Array.isArray(node)) return node.some((each) => someAt(each, at));
    const key = keys[at];
    if (key === undefined) return accepts(node);
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false;
    return someAt((node as Readonly<Record<string, unknown>>)[key], at + 1);
  };
  return (item) => someAt(item, 0);
}

/** Empty metadata counts as absent: the API does not show it either. */
function isPresent(node: unknown): boolean {
  if (node === null || node === undefined) return false;
  return typeof node !== 'object' || Object.keys(node).length > 0;
}

function nameOf(wanted: FieldTest['wanted']): string {
  if ('phrase' in wanted) return wanted.phrase;
  return 'pattern' in wanted ? wanted.pattern : '';
}

function isValue(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function valueTest(wanted: FieldTest['wanted'], ignoreCase: boolean): (value: string | number | boolean) => boolean {
  const fold = (value: string | number | boolean) => (ignoreCase ? String(value).toLowerCase() : String(value));
  if ('phrase' in wanted) {
    const phrase = fold(wanted.phrase);
    return (value) => fold(value) === phrase;
  }
  if ('pattern' in wanted) {
    const parts = splitAtStars(fold(wanted.pattern));
    return (value) => matchesParts(fold(value), parts);
  }
  const { from, to, open, closed } = wanted;
  return (value) => {
    const low = from === '*' ? 1 : compare(value, from);
    const high = to === '*' ? -1 : compare(value, to);
    return (open ? low > 0 : low >= 0) && (closed ? high <= 0 : high < 0);
  };
}

/** Compares numbers by value, everything else (ISO 8601 dates, too) as text; a date without time means the whole day. */
function compare(value: string | number | boolean, bound: string): number {
  if (typeof value === 'number') return value - Number(bound);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(bound);
  const text = isDay ? String(value).slice(0, bound.length) : String(value);
  const [left, right] = [text.toLowerCase(), bound.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a text has the parts of a pattern between its stars in their order. No regular expression: patterns are untrusted. */
function matchesParts(text: string, parts: readonly string[]): boolean {
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

/** The parts between `*`; `\` escapes the next character. */
function splitAtStars(pattern: string): string[] {
  const parts = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at] ?? '';
    if (letter === '*') parts.push('');
    else parts.push((parts.pop() ?? '') + (letter === '\\' ? (pattern[++at] ?? '') : letter));
  }
  return parts;
}
