import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantLog } from '../../model/tenant-log.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { CHECKPOINT_PARAMETERS, PAGE_PARAMETERS, pageOf, withTotals, type Page } from '../http/list.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { parseLogSearch } from './log-search.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { parseSearchQuery } from '../http/search-query.ts';
import { parseSort } from '../http/sort.ts';
import { readQuery, readUserId } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  from: z
    .string()
    .regex(/^\d{8,128}$/, "Object didn't pass validation for format log-id")
    .optional(),
  sort: z.string().optional(),
  q: z.string().max(8000).optional(),
  search: z.string().max(8000).optional(),
});
const OF_USER_QUERY = z.strictObject({ ...PAGE_PARAMETERS, sort: z.string().optional() });
const READ = ['read:logs', 'read:logs_users'] as const;
const DEFAULT_FIELDS = ['type', 'description', 'client_name', 'connection', 'user_id', 'user_name', 'ip'];

/**
 * `/logs`, `/logs/{id}` and `/users/{id}/logs`: what happened, latest first. With `from` or `take` the events after a
 * checkpoint, oldest first; other parameters are then ignored. Source: Auth0 Management API contract and "Retrieve Log Events".
 */
export function logRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.get('/logs', (c) => {
    requireScope(c.get('bearer'), ...READ);
    const query = readQuery(c, LIST_QUERY);
    const present = (log: TenantLog) => selectFields({ ...log }, query);
    const all = store.logs.list();
    if (query.from !== undefined || query.take !== undefined) {
      const { from, take = 50 } = query;
      // Ids grow, so that the place of an event that was pruned is known, too.
      const after = from === undefined ? all : all.filter(({ log_id: id }) => id > from);
      return c.json(after.slice(0, take).map(present));
    }
    const accepts = query.q ? parseSearchQuery(query.q, DEFAULT_FIELDS).accepts : () => true;
    const found = query.search ? parseLogSearch(query.search) : () => true;
    const { shown, total, page } = pageOfLogs(
      all.filter((log) => accepts(log) && found(log)),
      query,
    );
    return c.json(
      query.include_totals === true ? withTotals('logs', shown.map(present), total, page) : shown.map(present),
    );
  });

  routes.get('/logs/:id', (c) => {
    requireScope(c.get('bearer'), ...READ);
    const log = store.logs.get(c.req.param('id'));
    if (log === undefined) throw new ApiError(404, 'inexistent_log', 'Log not found.');
    return c.json({ ...log });
  });

  routes.get('/users/:id/logs', (c) => {
    requireScope(c.get('bearer'), ...READ);
    const userId = readUserId(c);
    const query = readQuery(c, OF_USER_QUERY);
    const { shown, total, page } = pageOfLogs(store.logs.list(userId), query);
    return c.json(query.include_totals === true ? withTotals('logs', shown, total, page) : shown);
  });

  return routes;
}

/** Cuts a page out of events that come oldest first. */
function pageOfLogs(
  logs: readonly TenantLog[],
  query: { sort?: string | undefined; page?: number | undefined; per_page?: number | undefined },
): { shown: TenantLog[]; total: number; page: Page } {
  const page = pageOf(query, 50);
  const latest = logs.toReversed();
  if (query.sort) latest.sort(parseSort(query.sort));
  return { shown: latest.slice(page.page * page.perPage, (page.page + 1) * page.perPage), total: logs.length, page };
}
