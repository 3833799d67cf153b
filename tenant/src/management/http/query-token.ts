import { invalidQuery } from './api-error.ts';
import type { FieldTest } from './field-test.ts';

/** A token of a search query; a parenthesis may name the field of the terms inside it. */
export type QueryToken =
  | { readonly kind: 'open'; readonly field: string | undefined }
  | { readonly kind: 'close' }
  | { readonly kind: 'and' }
  | { readonly kind: 'or' }
  | { readonly kind: 'not' }
  | { readonly kind: 'must' }
  | ({ readonly kind: 'term' } & FieldTest);

const PIECE =
  /\s+|(?:(?<group>[\w.-]+):)?(?<open>\()|(?<close>\))|(?<not>[-!](?=[\w("]))|(?<must>\+(?=[\w("]))|(?<word>AND|OR|NOT)(?=[\s(]|$)|(?:(?<field>[\w.-]+):)?(?:"(?<phrase>(?:[^"\\]|\\.)*)"|(?<range>[[{]\S+ TO [^\]}\s]+[\]}])|(?<value>(?:[^\s()":[\]{}\\]|\\.)+))/uy;

/**
 * Splits a query into tokens.
 * @throws ApiError 400 `invalid_query_string` for text that is not a token
 */
export function tokenize(query: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  for (let at = 0; at < query.length;) {
    PIECE.lastIndex = at;
    const found = PIECE.exec(query);
    if (found === null) throw invalidQuery(`Invalid query syntax at character ${at}`);
    at = PIECE.lastIndex;
    const token = toToken(found.groups ?? {});
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function toToken(groups: Record<string, string | undefined>): QueryToken | undefined {
  const { group, open, close, not, must, word, field, phrase, range, value } = groups;
  if (open !== undefined) return { kind: 'open', field: group };
  if (close !== undefined) return { kind: 'close' };
  if (not !== undefined || word === 'NOT') return { kind: 'not' };
  if (must !== undefined) return { kind: 'must' };
  if (word !== undefined) return { kind: word === 'AND' ? 'and' : 'or' };
  if (phrase !== undefined) return { kind: 'term', field, wanted: { phrase: unescape(phrase) } };
  if (range !== undefined) return { kind: 'term', field, wanted: readRange(range) };
  if (value !== undefined) return { kind: 'term', field, wanted: { pattern: checkedPattern(value) } };
  return undefined;
}

function readRange(range: string): FieldTest['wanted'] {
  const [from = '*', to = '*'] = range.slice(1, -1).split(' TO ');
  return { from, to, open: range.startsWith('{'), closed: range.endsWith(']') };
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gsu, '$1');
}

/** @throws ApiError 400 for a suffix of fewer than three letters. Source: Auth0, "User Search Query Syntax", wildcards */
function checkedPattern(pattern: string): string {
  const isSuffix = pattern.startsWith('*') && pattern.length > 1;
  if (isSuffix && pattern.replaceAll('*', '').length < 3) {
    throw invalidQuery('Suffix matching needs at least three characters');
  }
  return pattern;
}
