import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { deployAction, isDeployedAsIs } from '../../actions/deploy-action.ts';
import { isLocalProgram } from '../../net/local-only.ts';
import { POST_LOGIN, type TenantAction } from '../../model/tenant-action.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ACTION_PATCH, blankAction, changedAction, NEW_ACTION } from './action-body.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { PAGE_PARAMETERS, pageOf } from '../http/list.ts';
import { presentAction, presentBuilding, presentDeploying } from './present-action.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const flag = z.enum(['true', 'false']).optional();
const LIST_QUERY = z.strictObject({
  page: PAGE_PARAMETERS.page,
  per_page: PAGE_PARAMETERS.per_page,
  triggerId: z.string().optional(),
  actionName: z.string().optional(),
  deployed: flag,
  installed: flag,
});
const DELETE_QUERY = z.strictObject({ force: flag });
const TEST = z.strictObject({ payload: z.looseObject({ event: z.record(z.string(), z.unknown()).optional() }) });
/** Source: Auth0, "Actions Limitations". */
const MAX_ACTIONS = 100;
/** Responses that show a draft with packages as `building`. Recorded: two, for a client that asks every second. */
const BUILDING_READS = 2;

/** `/actions/actions`: drafts, which run once deployed and bound. Source: Auth0 Management API, "Actions". */
export function actionRoutes({ store, actions: runner }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const refuseTaken = (name: string, but?: string) => {
    if (!store.actions.list().some((each) => each.name === name && each.id !== but)) return;
    throw new ApiError(409, 'action_exists', 'An action with the same name already exists.');
  };
  /** How many more responses show a draft as `building`, by its id. */
  const building = new Map<string, number>();
  const startBuilding = ({ id, dependencies }: TenantAction) => {
    if (dependencies.length > 0) building.set(id, BUILDING_READS);
  };
  const show = (action: TenantAction) => {
    const left = building.get(action.id) ?? 0;
    if (left <= 1) building.delete(action.id);
    else building.set(action.id, left - 1);
    return presentAction(action, left > 0);
  };

  routes.get('/actions/actions', (c) => {
    requireScope(c.get('bearer'), 'read:actions');
    const query = readQuery(c, LIST_QUERY);
    const found = store.actions
      .list()
      .filter(({ trigger_id: id = POST_LOGIN }) => query.triggerId === undefined || query.triggerId === id)
      .filter(({ name }) => query.actionName === undefined || name === query.actionName)
      .filter(({ versions }) => query.deployed === undefined || (query.deployed === 'true') === versions.length > 0)
      // No Action comes from the marketplace.
      .filter(() => query.installed !== 'true');
    const { page, perPage } = pageOf(query, 50);
    const actions = found.slice(page * perPage, (page + 1) * perPage).map(show);
    return c.json({ total: found.length, ...(page === 0 ? {} : { page }), per_page: perPage, actions });
  });

  routes.post('/actions/actions', async (c) => {
    requireScope(c.get('bearer'), 'create:actions');
    refuseRemoteCode(c);
    const { deploy, ...body } = await readBody(c, NEW_ACTION);
    refuseTaken(body.name);
    if (store.actions.list().length >= MAX_ACTIONS) {
      throw new ApiError(403, 'too_many_actions', `A tenant may have ${MAX_ACTIONS} actions.`);
    }
    const timestamp = store.timestamp();
    const draft = changedAction(blankAction(randomUUID(), body.name, timestamp), body, timestamp);
    const action = deploy === true ? deployAction(draft, timestamp) : draft;
    store.actions.upsert(action);
    if (deploy !== true) startBuilding(action);
    return c.json(presentBuilding(action), 201);
  });

  routes.get('/actions/actions/:id', (c) => {
    requireScope(c.get('bearer'), 'read:actions');
    return c.json(show(requireAction(store, c.req.param('id'))));
  });

  routes.patch('/actions/actions/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:actions');
    refuseRemoteCode(c);
    const body = await readBody(c, ACTION_PATCH);
    const action = requireAction(store, c.req.param('id'));
    if (body.name !== undefined) refuseTaken(body.name, action.id);
    const changed = changedAction(action, body, store.timestamp());
    store.actions.upsert(changed);
    startBuilding(changed);
    return c.json(presentBuilding(changed));
  });

  routes.delete('/actions/actions/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:actions');
    const { force } = readQuery(c, DELETE_QUERY);
    const { id } = requireAction(store, c.req.param('id'));
    const trigger = store.triggers.get(POST_LOGIN);
    const isBound = trigger?.bindings.some(({ action_id: bound }) => bound === id) === true;
    if (isBound && force !== 'true') {
      throw new ApiError(400, 'action_bound', 'An action must be unbound from all triggers before it can be deleted.');
    }
    store.transaction(() => {
      store.actions.delete(id);
      building.delete(id);
      if (trigger === undefined) return;
      store.triggers.upsert({ ...trigger, bindings: trigger.bindings.filter(({ action_id: bound }) => bound !== id) });
    });
    return c.body(null, 204);
  });

  routes.post('/actions/actions/:id/deploy', (c) => {
    requireScope(c.get('bearer'), 'create:actions');
    const action = requireAction(store, c.req.param('id'));
    const deployed = isDeployedAsIs(action) ? action : deployAction(action, store.timestamp());
    store.actions.upsert(deployed);
    building.delete(action.id);
    return c.json(presentDeploying(deployed));
  });

  routes.post('/actions/actions/:id/test', async (c) => {
    requireScope(c.get('bearer'), 'create:actions');
    refuseRemoteCode(c);
    const { payload } = await readBody(c, TEST);
    const { name, code, secrets } = requireAction(store, c.req.param('id'));
    const event = { ...payload.event, secrets: Object.fromEntries(secrets.map((each) => [each.name, each.value])) };
    const { calls, printed, failure } = await runner.run({ name, code, event: JSON.stringify(event) }, runner.limit);
    return c.json({ payload: { calls, logs: printed, ...(failure === undefined ? {} : { error: failure }) } });
  });

  return routes;
}

/** @throws ApiError 404 */
export function requireAction(store: TenantStore, id: string): TenantAction {
  const action = store.actions.get(id);
  if (action === undefined) throw new ApiError(404, 'not_found', 'That action does not exist.');
  return action;
}

/**
 * An Action is code that runs on this machine. The secrets of the demo are in its documentation, so they alone must not let
 * a caller upload code from another machine, or from a web page in a browser on this one.
 */
function refuseRemoteCode(c: Context): void {
  if (isLocalProgram(c)) return;
  throw new ApiError(403, 'local_only', 'Only programs on this machine may change Actions.');
}
