import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError, invalidUri } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { respondWithList, CHECKPOINT_PARAMETERS, PAGE_PARAMETERS } from '../http/list.ts';
import { readQuery } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  strategy: z.string().optional(),
  name: z.string().optional(),
});
const GET_QUERY = z.strictObject(FIELD_PARAMETERS);

/** Reads `/connections` and `/connections/{id}`. Source: Auth0 Management API contract. */
export function connectionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.get('/connections', (c) => {
    requireScope(c.get('bearer'), 'read:connections');
    const query = readQuery(c, LIST_QUERY);
    const strategies = c.req.queries('strategy');
    const items = store.connections
      .list()
      .filter(({ strategy }) => strategies === undefined || strategies.includes(strategy))
      .filter(({ name }) => query.name === undefined || query.name === name);
    const present = (connection: TenantConnection) => {
      const shown = presentConnection(store, connection);
      const selected = selectFields(shown, query);
      // Auth0 lists this property regardless of the requested fields.
      return query.include_fields === false
        ? selected
        : { ...selected, is_domain_connection: shown.is_domain_connection };
    };
    return respondWithList(c, query, { name: 'connections', items, idOf: ({ id }) => id, present, perPage: 100 });
  });

  routes.get('/connections/:id', (c) => {
    requireScope(c.get('bearer'), 'read:connections');
    const id = c.req.param('id');
    if (!/^con_\w{1,64}$/.test(id)) throw invalidUri(`Object didn't pass validation for format connection-id: ${id}`);
    const query = readQuery(c, GET_QUERY);
    const connection = store.connections.getById(id);
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'The connection does not exist');
    return c.json(selectFields(presentConnection(store, connection), query));
  });

  return routes;
}

/** A connection as the API shows it; stored-only properties besides. */
export type ShownConnection = Pick<TenantConnection, 'id' | 'name' | 'strategy' | 'display_name'> & {
  readonly options: Readonly<Record<string, unknown>>;
  readonly realms: readonly string[];
  readonly is_domain_connection: boolean;
  readonly enabled_clients: readonly string[];
};

/** Shows a connection. Source: Auth0 Management API, schema `ConnectionForList`, and recorded responses. */
export function presentConnection(
  { clients }: Pick<TenantStore, 'clients'>,
  { id, name, display_name, strategy, options = {}, settings }: TenantConnection,
): ShownConnection {
  const enabled = clients.list().filter(({ connections }) => connections === undefined || connections.includes(name));
  return {
    ...{ realms: [name], is_domain_connection: false },
    ...settings,
    ...(display_name === undefined ? {} : { display_name }),
    ...{ id, name, strategy, options },
    enabled_clients: enabled.map(({ client_id: clientId }) => clientId),
  };
}
