import { Hono } from 'hono';
import { z } from 'zod';
import { deployAction } from '../../actions/deploy-action.ts';
import type { TenantAction, TenantActionVersion } from '../../model/tenant-action.ts';
import { requireAction } from './action-routes.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { PAGE_PARAMETERS, pageOf } from '../http/list.ts';
import { presentDeploying, presentVersion } from './present-action.ts';
import { readQuery } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject({ page: PAGE_PARAMETERS.page, per_page: PAGE_PARAMETERS.per_page });

/** `/actions/actions/{id}/versions`: the deployed versions, newest first, and how to roll back to one. */
export function actionVersionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.get('/actions/actions/:action/versions', (c) => {
    requireScope(c.get('bearer'), 'read:actions');
    const { page, perPage } = pageOf(readQuery(c, LIST_QUERY), 50);
    const action = requireAction(store, c.req.param('action'));
    const shown = action.versions.toReversed().slice(page * perPage, (page + 1) * perPage);
    const versions = shown.map((version) => presentVersion(action, version));
    return c.json({ total: action.versions.length, ...(page === 0 ? {} : { page }), per_page: perPage, versions });
  });

  routes.get('/actions/actions/:action/versions/:id', (c) => {
    requireScope(c.get('bearer'), 'read:actions');
    const action = requireAction(store, c.req.param('action'));
    return c.json(presentVersion(action, requireVersion(action, c.req.param('id'))));
  });

  routes.post('/actions/actions/:action/versions/:id/deploy', (c) => {
    requireScope(c.get('bearer'), 'create:actions');
    const action = requireAction(store, c.req.param('action'));
    const deployed = deployAction(action, store.timestamp(), requireVersion(action, c.req.param('id')));
    store.actions.upsert(deployed);
    return c.json(presentDeploying(deployed));
  });

  return routes;
}

function requireVersion(action: TenantAction, id: string): TenantActionVersion {
  const version = action.versions.find((each) => each.id === id);
  if (version === undefined) throw new ApiError(404, 'not_found', 'That action version does not exist.');
  return version;
}
