import { invalidQuery } from './api-refusals.ts';
import { tokenize, type QueryToken } from './query-token.ts';
import { matchesField, type FieldTest } from './query-field.ts';

/** Tells whether a user (as shown by the API) matches. */
export type UserPredicate = (user: object) => boolean;

/**
 * Reads a Lucene-like query: `field:value`, `"phrases"`, `*` wildcards, `[a TO b]` and `{a TO b}` ranges,
 * `_exists_:field`, `AND`, `OR`, `NOT`, `-`, parentheses. Two terms side by side mean OR, as in Lucene.
 * Source: Auth0, "User Search Query Syntax" (the subset people use).
 * @throws ApiError 400 `invalid_query_string`
 */
export function parseUserQuery(query: string): UserPredicate {
  const tokens = tokenize(query);
  let position = 0;
  const peek = (): QueryToken | undefined => tokens[position];
  const accept = (...kinds: readonly QueryToken['kind'][]): QueryToken | undefined => {
    const token = peek();
    if (token === undefined || !kinds.includes(token.kind)) return undefined;
    position += 1;
    return token;
  };

  const any = (): UserPredicate => {
    const parts = [all()];
    while (peek() !== undefined && peek()?.kind !== 'close') {
      accept('or');
      parts.push(all());
    }
    return (user) => parts.some((part) => part(user));
  };
  const all = (): UserPredicate => {
    const parts = [not()];
    while (accept('and')) parts.push(not());
    return (user) => parts.every((part) => part(user));
  };
  const not = (): UserPredicate => {
    if (!accept('not')) return single();
    const inner = not();
    return (user) => !inner(user);
  };
  const single = (): UserPredicate => {
    if (accept('open')) {
      const inner = any();
      if (!accept('close')) throw syntaxError(query);
      return inner;
    }
    const token = accept('term');
    if (token?.kind !== 'term') throw syntaxError(query);
    const test: FieldTest = token;
    return (user) => matchesField(user, test);
  };

  const predicate = any();
  if (position < tokens.length) throw syntaxError(query);
  return predicate;
}

function syntaxError(query: string) {
  return invalidQuery(`Invalid query syntax: ${query.slice(0, 200)}`);
}
