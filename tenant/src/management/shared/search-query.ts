import { invalidQuery } from './api-error.ts';
import { tokenize, type QueryToken } from './query-token.ts';
import { matchesField, type FieldTest } from './query-field.ts';

/** Tells whether a user or a log event (as shown by the API) matches. */
export type SearchPredicate = (item: object) => boolean;

/**
 * Reads a Lucene-like query: `field:value`, `"phrases"`, `*` wildcards, `[a TO b]` and `{a TO b}` ranges,
 * `_exists_:field`, `field:(a OR b)`, `AND`, `OR`, `NOT`, `-`, parentheses. Two terms side by side mean OR, as in Lucene.
 * Source: Auth0, "User Search Query Syntax" (the subset people use).
 * @param usualFields Tried for a term without a field.
 * @throws ApiError 400 `invalid_query_string`
 */
export function parseSearchQuery(query: string, usualFields: readonly string[]): SearchPredicate {
  const tokens = tokenize(query);
  let position = 0;
  const peek = (): QueryToken | undefined => tokens[position];
  const accept = <Kind extends QueryToken['kind']>(kind: Kind): Extract<QueryToken, { kind: Kind }> | undefined => {
    const token = peek();
    if (token?.kind !== kind) return undefined;
    position += 1;
    return token as Extract<QueryToken, { kind: Kind }>;
  };

  const any = (field?: string): SearchPredicate => {
    const parts = [all(field)];
    while (peek() !== undefined && peek()?.kind !== 'close') {
      accept('or');
      parts.push(all(field));
    }
    return (item) => parts.some((part) => part(item));
  };
  const all = (field?: string): SearchPredicate => {
    const parts = [not(field)];
    while (accept('and')) parts.push(not(field));
    return (item) => parts.every((part) => part(item));
  };
  const not = (field?: string): SearchPredicate => {
    if (!accept('not')) return single(field);
    const inner = not(field);
    return (item) => !inner(item);
  };
  const single = (field?: string): SearchPredicate => {
    const open = accept('open');
    if (open !== undefined) {
      const inner = any(open.field ?? field);
      if (!accept('close')) throw syntaxError(query);
      return inner;
    }
    const token = accept('term');
    if (token === undefined) throw syntaxError(query);
    const test: FieldTest = { wanted: token.wanted, field: token.field ?? field };
    return (item) => matchesField(item, test, usualFields);
  };

  const predicate = any();
  if (position < tokens.length) throw syntaxError(query);
  return predicate;
}

function syntaxError(query: string) {
  return invalidQuery(`Invalid query syntax: ${query.slice(0, 200)}`);
}
