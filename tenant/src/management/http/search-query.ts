import { invalidQuery } from './api-error.ts';
import { fieldTest, type FieldTest } from './field-test.ts';
import { tokenize, type QueryToken } from './query-token.ts';

/** A value that a field must have, or contain, so that the database can find the candidates. */
export interface SearchKey {
  readonly field: string;
  readonly value: string;
  /** The value may be a part of the field's value. */
  readonly part?: boolean;
}

/** A search query that was read. */
export interface SearchQuery {
  /** Whether a user or a log event, as the API shows it, matches. */
  readonly accepts: (item: object) => boolean;
  /** Every match has one of these values; absent if the query requires none. */
  readonly keys?: readonly SearchKey[];
}

/** What the fields of a search allow. */
export interface FieldRules {
  /** Fields whose text compares without regard to case; all when absent. */
  readonly ignoreCase?: ReadonlySet<string>;
  /** Start of the names of fields without ranges and wildcards. */
  readonly exactOnly?: string;
}

type Modifier = 'optional' | 'required' | 'excluded';

/**
 * Reads a Lucene-like query: `field:value`, `"phrases"`, `*` wildcards, `[a TO b]` and `{a TO b}` ranges,
 * `_exists_:field`, `field:(a OR b)`, `AND`, `OR`, `NOT`, `-`, `+`, parentheses. As in Lucene, two terms side by side
 * mean OR, `-x` and `NOT x` exclude, `+x` requires.
 * Source: Auth0, "User Search Query Syntax".
 * @param usualFields Tried for a term without a field.
 * @param rules What the fields allow; everything by default.
 * @throws ApiError 400 `invalid_query_string`
 */
export function parseSearchQuery(query: string, usualFields: readonly string[], rules: FieldRules = {}): SearchQuery {
  const tokens = tokenize(query);
  let position = 0;
  const peek = (): QueryToken | undefined => tokens[position];
  const accept = <Kind extends QueryToken['kind']>(kind: Kind): Extract<QueryToken, { kind: Kind }> | undefined => {
    const token = peek();
    if (token?.kind !== kind) return undefined;
    position += 1;
    return token as Extract<QueryToken, { kind: Kind }>;
  };
  const any = (field?: string): SearchQuery => {
    const clauses = [clause(field)];
    while (peek() !== undefined && peek()?.kind !== 'close') {
      accept('or');
      clauses.push(clause(field));
    }
    return combined(clauses);
  };
  /** A chain of AND; a single term keeps its modifier. */
  const clause = (field?: string): readonly [Modifier, SearchQuery] => {
    const parts = [modified(field)];
    while (accept('and')) parts.push(modified(field));
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    return [
      'optional',
      combined(parts.map(([modifier, part]) => [modifier === 'optional' ? 'required' : modifier, part])),
    ];
  };
  const modified = (field?: string): readonly [Modifier, SearchQuery] => {
    if (accept('must')) return ['required', modified(field)[1]];
    if (!accept('not')) return ['optional', single(field)];
    const [modifier, inner] = modified(field);
    return [modifier === 'excluded' ? 'optional' : 'excluded', inner];
  };
  const single = (field?: string): SearchQuery => {
    const open = accept('open');
    if (open !== undefined) {
      const inner = any(open.field ?? field);
      if (!accept('close')) throw syntaxError(query);
      return inner;
    }
    const token = accept('term');
    if (token === undefined) throw syntaxError(query);
    return term({ wanted: token.wanted, field: token.field ?? field }, usualFields, rules);
  };
  const read = any();
  if (position < tokens.length) throw syntaxError(query);
  return read;
}

function term(test: FieldTest, usualFields: readonly string[], rules: FieldRules): SearchQuery {
  const { field, wanted } = test;
  if (rules.exactOnly !== undefined && field?.startsWith(rules.exactOnly) === true) {
    const isWildcard = 'pattern' in wanted && plainText(wanted.pattern) === undefined;
    if (isWildcard || 'from' in wanted) throw invalidQuery(`Ranges and wildcards are not available on ${field}`);
  }
  const accepts = fieldTest(test, usualFields, rules.ignoreCase);
  if (field === undefined || field === '_exists_' || 'from' in wanted) return { accepts };
  const value = 'phrase' in wanted ? wanted.phrase : plainText(wanted.pattern);
  if (value !== undefined) return { accepts, keys: [{ field, value }] };
  const parts = 'pattern' in wanted ? wanted.pattern.split('*') : [];
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), '');
  return longest === '' || longest.includes('\\')
    ? { accepts }
    : { accepts, keys: [{ field, value: longest, part: true }] };
}

/** A pattern without wildcards, its escapes resolved. */
function plainText(pattern: string): string | undefined {
  return /(?<!\\)\*/.test(pattern) ? undefined : pattern.replace(/\\(.)/gsu, '$1');
}

/** Matches without an excluded clause, with every required one and, where none is required, an optional one. */
function combined(clauses: readonly (readonly [Modifier, SearchQuery])[]): SearchQuery {
  const of = (wanted: Modifier) => clauses.flatMap(([modifier, part]) => (modifier === wanted ? [part] : []));
  const [required, optional, excluded] = [of('required'), of('optional'), of('excluded')];
  const needsOptional = required.length === 0 && optional.length > 0;
  const keys =
    required.find((part) => part.keys !== undefined)?.keys ??
    (needsOptional && optional.every((part) => part.keys !== undefined)
      ? optional.flatMap((part) => part.keys ?? [])
      : undefined);
  return {
    accepts: (item) =>
      !excluded.some((part) => part.accepts(item)) &&
      required.every((part) => part.accepts(item)) &&
      (!needsOptional || optional.some((part) => part.accepts(item))),
    ...(keys === undefined ? {} : { keys }),
  };
}

function syntaxError(query: string) {
  return invalidQuery(`Invalid query syntax: ${query.slice(0, 200)}`);
}
