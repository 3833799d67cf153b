import { Hono } from 'hono';
import { z } from 'zod';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { PAGE_PARAMETERS, pageOf } from '../http/list.ts';
import { readBody } from '../http/read-request.ts';

const object = z.record(z.string(), z.unknown());
const RENDERING = z.looseObject({
  rendering_mode: z.enum(['standard', 'advanced']).optional(),
  context_configuration: z.array(z.string()).optional(),
  default_head_tags_disabled: z.boolean().nullable().optional(),
  head_tags: z.array(object).optional(),
  filters: object.nullable().optional(),
  use_page_template: z.boolean().nullable().optional(),
});
const STANDARD = {
  ...{ rendering_mode: 'standard', context_configuration: [], default_head_tags_disabled: false, head_tags: [] },
  ...{ filters: null, use_page_template: false },
};
const LIST = z.looseObject(PAGE_PARAMETERS);

/** Texts, partials and rendering of the pages of the login, which have no effect. Source: recorded responses. */
export function promptRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const kept = store.settings('prompt');
  const screens = store.settings('rendering');
  const tenant = new URL(mail.origin).hostname;

  routes.get('/prompts/rendering', (c) => {
    requireScope(c.get('bearer'), 'read:prompts');
    const query = LIST.parse(c.req.query());
    const { page, perPage } = pageOf(query, 50);
    const configs = screens.list().map(({ id: _id, ...rendering }) => ({ ...STANDARD, ...rendering, tenant }));
    const shown = configs.slice(page * perPage, (page + 1) * perPage);
    const totals = { total: configs.length, start: page * perPage, limit: perPage };
    return c.json(query.include_totals === true ? { configs: shown, ...totals } : shown);
  });
  routes.patch('/prompts/rendering', async (c) => {
    requireScope(c.get('bearer'), 'update:prompts');
    const body = await readBody(
      c,
      z.strictObject({ configs: z.array(RENDERING.extend({ prompt: z.string(), screen: z.string() })) }),
    );
    for (const config of body.configs) screens.upsert({ ...config, id: `${config.prompt}/${config.screen}` });
    return c.json(body);
  });
  routes.get('/prompts/:prompt/screen/:screen/rendering', (c) => {
    requireScope(c.get('bearer'), 'read:prompts');
    const { prompt, screen } = c.req.param();
    const { id: _id, ...rendering } = screens.get(`${prompt}/${screen}`) ?? { id: '' };
    return c.json({ ...STANDARD, ...rendering, tenant, prompt, screen });
  });
  routes.patch('/prompts/:prompt/screen/:screen/rendering', async (c) => {
    requireScope(c.get('bearer'), 'update:prompts');
    const { prompt, screen } = c.req.param();
    const body = await readBody(c, RENDERING);
    const id = `${prompt}/${screen}`;
    screens.upsert({ ...screens.get(id), ...body, prompt, screen, id });
    return c.json(body);
  });

  for (const path of ['/prompts/:prompt/custom-text/:language', '/prompts/:prompt/partials'] as const) {
    const idOf = (parameters: Readonly<Record<string, string | undefined>>) =>
      [parameters['prompt'], parameters['language'] ?? 'partials'].join('/');
    routes.get(path, (c) => {
      requireScope(c.get('bearer'), 'read:prompts');
      const { id: _id, ...texts } = kept.get(idOf(c.req.param())) ?? { id: '' };
      return c.json(texts);
    });
    routes.put(path, async (c) => {
      requireScope(c.get('bearer'), 'update:prompts');
      const body = await readBody(c, z.record(z.string(), z.record(z.string(), z.unknown())));
      const given = Object.entries(body).filter(([, texts]) => Object.keys(texts).length > 0);
      kept.upsert({ ...Object.fromEntries(given), id: idOf(c.req.param()) });
      return c.json(Object.fromEntries(given));
    });
  }

  const SSO_TEXTS = '/self-service-profiles/:id/custom-text/:language/:page';
  const textId = (parameters: { readonly id: string; readonly language: string; readonly page: string }) =>
    [parameters.id, parameters.language, parameters.page].join('/');
  routes.get(SSO_TEXTS, (c) => {
    requireScope(c.get('bearer'), 'read:self_service_profile_custom_texts');
    const { id: _id, ...texts } = kept.get(textId(c.req.param())) ?? { id: '' };
    return c.json(texts);
  });
  routes.put(SSO_TEXTS, async (c) => {
    requireScope(c.get('bearer'), 'update:self_service_profile_custom_texts');
    const texts = await readBody(c, z.record(z.string(), z.string()));
    kept.upsert({ ...texts, id: textId(c.req.param()) });
    return c.json(texts);
  });

  return routes;
}
