import { Hono } from 'hono';
import { z } from 'zod';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';
import { openCollection } from './collection-routes.ts';
import { HOOKS } from './stored-collections.ts';

/** Secrets of hooks and `/rules-configs`. Source: recorded responses. */
export function ruleRoutes(context: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const hooks = openCollection(context, HOOKS);
  const secretsOf = (id: string) => (hooks.require(id)['secrets'] ?? {}) as Readonly<Record<string, string>>;
  routes.get('/hooks/:id/secrets', (c) => {
    requireScope(c.get('bearer'), 'read:hooks');
    const names = Object.keys(secretsOf(c.req.param('id')));
    return c.json(Object.fromEntries(names.map((name) => [name, '_VALUE_NOT_SHOWN_'])));
  });
  routes.on(['POST', 'PATCH'], '/hooks/:id/secrets', async (c) => {
    requireScope(c.get('bearer'), c.req.method === 'POST' ? 'create:hooks' : 'update:hooks');
    const given = await readBody(c, z.record(z.string(), z.string()));
    const hook = hooks.require(c.req.param('id'));
    hooks.documents.upsert({ ...hook, secrets: { ...secretsOf(hook.id), ...given } });
    return c.json({}, 201);
  });
  routes.delete('/hooks/:id/secrets', async (c) => {
    requireScope(c.get('bearer'), 'delete:hooks');
    const names = await readBody(c, z.array(z.string()));
    const hook = hooks.require(c.req.param('id'));
    const kept = Object.entries(secretsOf(hook.id)).filter(([name]) => !names.includes(name));
    hooks.documents.upsert({ ...hook, secrets: Object.fromEntries(kept) });
    return c.body(null, 204);
  });

  const configs = context.store.settings('/rules-configs');
  routes.get('/rules-configs', (c) => {
    requireScope(c.get('bearer'), 'read:rules_configs');
    return c.json(configs.list().map(({ id }) => ({ key: id })));
  });
  routes.put('/rules-configs/:key', async (c) => {
    requireScope(c.get('bearer'), 'update:rules_configs');
    const { value } = await readBody(c, z.strictObject({ value: z.string() }));
    configs.upsert({ id: c.req.param('key'), value });
    return c.json({ key: c.req.param('key'), value });
  });
  routes.delete('/rules-configs/:key', (c) => {
    requireScope(c.get('bearer'), 'delete:rules_configs');
    configs.delete(c.req.param('key'));
    return c.body(null, 204);
  });

  return routes;
}
