import { invalidQuery } from '../http/api-error.ts';
import type { TenantLog } from '../../model/tenant-log.ts';
import { tokenize } from '../http/query-token.ts';

/** Names of the event's fields in `search`. */
const FIELDS: Readonly<Record<string, 'client_name' | 'connection' | 'user_name'>> = {
  application: 'client_name',
  connection: 'connection',
  user: 'user_name',
};

/**
 * Reads the parameter `search` of `GET /logs`: `field:start`, `field:"exactly"` or a start alone; all must match.
 * @throws ApiError 400 `invalid_query_string`
 */
export function parseLogSearch(search: string): (log: TenantLog) => boolean {
  const tests = tokenize(search).map((token) => {
    if (token.kind === 'and') return () => true;
    if (token.kind !== 'term' || !('phrase' in token.wanted || 'pattern' in token.wanted)) {
      throw invalidQuery(`Invalid search syntax: ${search.slice(0, 200)}`);
    }
    const { wanted, field } = token;
    const exact = 'phrase' in wanted;
    const text = ('phrase' in wanted ? wanted.phrase : wanted.pattern).toLowerCase();
    const names = field === undefined ? Object.values(FIELDS) : [FIELDS[field] ?? field];
    return (log: TenantLog) =>
      names.some((name) => {
        const value: unknown = Object.hasOwn(log, name) ? log[name as keyof TenantLog] : undefined;
        if (typeof value !== 'string') return false;
        return exact ? value.toLowerCase() === text : value.toLowerCase().startsWith(text);
      });
  });
  return (log) => tests.every((test) => test(log));
}
