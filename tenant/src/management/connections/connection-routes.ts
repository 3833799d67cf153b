import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import { ApiError, invalidUri } from '../shared/api-error.ts';
import { requireScope } from '../shared/bearer.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint, PAGE_PARAMETERS, pageOf, withTotals } from '../shared/list.ts';
import { FIELD_PARAMETERS, selectFields } from '../shared/field-selection.ts';
import type { ManagementContext, ManagementEnvironment } from '../shared/environment.ts';
import { readQuery } from '../shared/validate.ts';

const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  strategy: z.string().optional(),
  name: z.string().optional(),
});
const GET_QUERY = z.strictObject(FIELD_PARAMETERS);

/**
 * `/connections` and `/connections/{id}`, read only. Two kinds of pages: the first 1000 by offset, all by checkpoint (`from`,
 * `take`), whose answers are objects and never tell totals. Source: Auth0 Management API contract.
 */
export function connectionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.get('/connections', (c) => {
    requireScope(c.get('bearer'), 'read:connections');
    const query = readQuery(c, LIST_QUERY);
    const strategies = c.req.queries('strategy');
    const found = store.connections
      .list()
      .filter(({ strategy }) => strategies === undefined || strategies.includes(strategy))
      .filter(({ name }) => query.name === undefined || query.name === name);
    const present = (connection: TenantConnection) => selectFields(presentConnection(connection), query);
    if (query.from !== undefined || query.take !== undefined) {
      const { shown, next } = fromCheckpoint(found, ({ id }) => id, query);
      return c.json({ connections: shown.map(present), ...(next === undefined ? {} : { next }) });
    }
    const page = pageOf(query, 100);
    const shown = found.slice(page.page * page.perPage, (page.page + 1) * page.perPage).map(present);
    return c.json(query.include_totals === true ? withTotals('connections', shown, found.length, page) : shown);
  });

  routes.get('/connections/:id', (c) => {
    requireScope(c.get('bearer'), 'read:connections');
    const id = c.req.param('id');
    if (!/^con_\w{1,64}$/.test(id)) throw invalidUri(`Object didn't pass validation for format connection-id: ${id}`);
    const query = readQuery(c, GET_QUERY);
    const connection = store.connections.getById(id);
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'The connection does not exist.');
    return c.json(selectFields(presentConnection(connection), query));
  });

  return routes;
}

/** A connection as the API shows it, and what of it the tenant only keeps. */
export type ShownConnection = Pick<TenantConnection, 'id' | 'name' | 'display_name' | 'strategy'> & {
  readonly options: Readonly<Record<string, unknown>>;
  readonly realms: readonly string[];
  readonly is_domain_connection: boolean;
};

/** Shows a connection as lists do. Source: Auth0 Management API, schema `ConnectionForList`. */
export function presentConnection({
  id,
  name,
  display_name,
  strategy,
  options = {},
  settings,
}: TenantConnection): ShownConnection {
  return { realms: [name], is_domain_connection: false, ...settings, id, name, display_name, strategy, options };
}
