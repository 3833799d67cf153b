import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError, invalidBody } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';
import { openCollection } from './collection-routes.ts';
import { THEMES } from './branding-collections.ts';

/** The default theme and the page template of the login. Source: recorded responses. */
export function brandingRoutes(context: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const objects = context.store.settings('special');
  const themes = openCollection(context, THEMES);
  routes.get('/branding/themes/default', (c) => {
    requireScope(c.get('bearer'), 'read:branding');
    const [theme] = themes.documents.list();
    if (theme === undefined) {
      throw new ApiError(404, 'theme_not_found', 'There was an error retrieving branding settings: theme not found');
    }
    return c.json(themes.show(theme));
  });
  const PAGE = '/branding/templates/universal-login';
  routes.get(PAGE, (c) => {
    requireScope(c.get('bearer'), 'read:branding');
    const body = objects.get(PAGE)?.['body'];
    if (body === undefined) throw new ApiError(404, 'template_not_found', 'Template not found');
    return c.json({ body });
  });
  routes.put(PAGE, async (c) => {
    requireScope(c.get('bearer'), 'update:branding');
    const isHtml = c.req.header('Content-Type')?.startsWith('text/html') === true;
    const given = isHtml
      ? await c.req.text()
      : await readBody(c, z.union([z.string(), z.strictObject({ template: z.string() })]));
    const body = typeof given === 'string' ? given : given.template;
    if (!/\{%-?\s*auth0:head\s*-?%\}/.test(body) || !/\{%-?\s*auth0:widget\s*-?%\}/.test(body)) {
      throw invalidBody('The template must contain {%- auth0:head -%} and {%- auth0:widget -%}');
    }
    const known = objects.get(PAGE) !== undefined;
    objects.upsert({ id: PAGE, body });
    return known ? c.body(null, 204) : c.json({}, 201);
  });
  routes.delete(PAGE, (c) => {
    requireScope(c.get('bearer'), 'delete:branding');
    objects.delete(PAGE);
    return c.body(null, 204);
  });

  return routes;
}
