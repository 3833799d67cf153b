import { Hono } from 'hono';
import { z } from 'zod';
import { bindAction } from '../../actions/deploy-action.ts';
import {
  DEFAULT_RUNTIME,
  POST_LOGIN,
  TRIGGER_VERSION,
  type TenantAction,
  type TenantActionBinding,
} from '../../model/tenant-action.ts';
import { ApiError, invalidBody } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { PAGE_PARAMETERS, pageOf } from '../http/list.ts';
import { presentBinding } from './present-action.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject({ page: PAGE_PARAMETERS.page, per_page: PAGE_PARAMETERS.per_page });
/** Source: Auth0, "Actions Limitations" (20 bound Actions). */
const BINDINGS = z.strictObject({
  bindings: z
    .array(
      z.strictObject({
        ref: z.object({ type: z.enum(['binding_id', 'action_id', 'action_name']), value: z.string() }),
        display_name: z.string().min(1).max(255).optional(),
      }),
    )
    .max(20),
});
/** The trigger that the tenant runs. */
const TRIGGER = {
  id: POST_LOGIN,
  version: TRIGGER_VERSION,
  status: 'CURRENT',
  runtimes: [DEFAULT_RUNTIME],
  default_runtime: DEFAULT_RUNTIME,
  compatible_triggers: [],
  binding_policy: 'trigger-bound',
} as const;

/** Triggers, as the API shows them. */
export type ShownTrigger = typeof TRIGGER;

type Reference = z.output<typeof BINDINGS>['bindings'][number]['ref'];

/** `/actions/triggers`: which Actions run at a login, and in which order. Source: Auth0 Management API, "Actions". */
export function triggerRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const current = () => store.triggers.get(POST_LOGIN)?.bindings ?? [];
  const present = (bindings: readonly TenantActionBinding[]) =>
    bindings.flatMap((binding) => {
      const action = store.actions.get(binding.action_id);
      return action === undefined ? [] : [presentBinding(binding, action)];
    });
  const actionOf = ({ type, value }: Reference): TenantAction | undefined => {
    if (type === 'action_name') return store.actions.list().find(({ name }) => name === value);
    return store.actions.get(
      type === 'action_id' ? value : (current().find(({ id }) => id === value)?.action_id ?? ''),
    );
  };
  const requireTrigger = (id: string) => {
    if (id !== POST_LOGIN)
      throw new ApiError(404, 'not_found', 'The local tenant supports only the trigger post-login.');
  };

  routes.get('/actions/triggers', (c) => {
    requireScope(c.get('bearer'), 'read:actions');
    return c.json({ triggers: [TRIGGER] });
  });

  routes.get('/actions/triggers/:id/bindings', (c) => {
    requireScope(c.get('bearer'), 'read:actions');
    requireTrigger(c.req.param('id'));
    const { page, perPage } = pageOf(readQuery(c, LIST_QUERY), 50);
    const all = current();
    const bindings = present(all.slice(page * perPage, (page + 1) * perPage));
    return c.json({ total: all.length, ...(page === 0 ? {} : { page }), per_page: perPage, bindings });
  });

  routes.patch('/actions/triggers/:id/bindings', async (c) => {
    requireScope(c.get('bearer'), 'update:actions');
    requireTrigger(c.req.param('id'));
    const body = await readBody(c, BINDINGS);
    const timestamp = store.timestamp();
    const bindings = body.bindings.map(({ ref, display_name: shown }) => {
      const action = actionOf(ref);
      if (action === undefined) throw new ApiError(404, 'not_found', `No action "${ref.value}".`);
      if (action.trigger_id !== undefined) throw invalidBody(`The action "${action.name}" is for ${action.trigger_id}`);
      if (action.versions.length === 0) throw invalidBody(`The action "${action.name}" must be deployed first`);
      return bindAction(action, timestamp, shown);
    });
    if (new Set(bindings.map(({ id }) => id)).size < bindings.length) throw invalidBody('An action is bound once');
    store.triggers.upsert({ trigger_id: POST_LOGIN, bindings });
    return c.json({ bindings: present(bindings) });
  });

  return routes;
}
