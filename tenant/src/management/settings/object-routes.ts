import { Hono } from 'hono';
import { z } from 'zod';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { readBody } from '../http/read-request.ts';
import type { SettingObject } from './objects.ts';

type Properties = Readonly<Record<string, unknown>>;

const KIND = 'object';
const QUERY = z.looseObject(FIELD_PARAMETERS);

/** Reads and changes one object of settings; `null` removes a property. */
export function objectRoutes({ store }: ManagementContext, setting: SettingObject): Hono<ManagementEnvironment> {
  const { path, scope, method, body, defaults = {}, deep = [], shown, response } = setting;
  const routes = new Hono<ManagementEnvironment>();
  const kept = store.settings(KIND);
  const read = (): Properties => {
    const { id: _id, ...settings } = kept.get(path) ?? { ...defaults, id: path };
    return settings;
  };

  routes.get(path, (c) => {
    requireScope(c.get('bearer'), `read:${scope}`);
    return c.json(selectFields(shown?.(read()) ?? read(), QUERY.parse(c.req.query())));
  });

  // Auth0 changes the settings that `PUT` replaces by `PATCH`, too.
  routes.on(method === 'put' ? ['put', 'patch'] : [method], path, async (c) => {
    requireScope(c.get('bearer'), `update:${scope}`);
    const given = await readBody(c, body);
    const before = read();
    const merged = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        deep.includes(name) ? { ...(before[name] as object | undefined), ...(value as object) } : value,
      ]),
    );
    const after = Object.entries(c.req.method === 'PUT' ? merged : { ...before, ...merged });
    const settings = Object.fromEntries(after.filter(([, value]) => value !== null));
    kept.upsert({ ...settings, id: path });
    return c.json(response?.(settings, given) ?? settings);
  });

  return routes;
}
