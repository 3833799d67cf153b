import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { readBody } from '../http/read-request.ts';

const object = z.record(z.string(), z.unknown());
const QUERY = z.looseObject(FIELD_PARAMETERS);
const TEMPLATE = z.looseObject({
  template: z.string().min(1),
  ...{ body: z.string().optional(), from: z.string().optional(), subject: z.string().optional() },
  ...{ resultUrl: z.string().nullable().optional(), syntax: z.string().optional() },
  ...{ urlLifetimeInSeconds: z.number().nullable().optional(), includeEmailInRedirect: z.boolean().optional() },
  enabled: z.boolean().optional(),
});
const PROVIDER = z.looseObject({
  name: z.enum([
    ...(['mailgun', 'mandrill', 'sendgrid', 'ses', 'sparkpost', 'smtp', 'azure_cs', 'ms365', 'custom'] as const),
  ]),
  ...{ enabled: z.boolean().optional(), default_from_address: z.string().optional() },
  ...{ credentials: object.optional(), settings: object.nullable().optional() },
});
/** Properties of credentials that are never shown. */
const SECRET = new Set(['smtp_pass', 'api_key', 'secretAccessKey', 'connectionString', 'clientSecret', 'accessKeyId']);

/** `/email-templates` and `/emails/provider`. The tenant sends its mails to its own mailbox regardless of them. Source: recorded responses. */
export function emailRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const objects = store.settings('special');
  const templates = store.settings('/email-templates');
  const requireTemplate = (name: string) => {
    const found = templates.get(name);
    if (found === undefined) throw new ApiError(404, 'inexistent_email_template', 'The template does not exist.');
    return found;
  };
  const showTemplate = ({ id, ...template }: Readonly<Record<string, unknown>>) => ({ ...template, template: id });
  routes.post('/email-templates', async (c) => {
    requireScope(c.get('bearer'), 'create:email_templates');
    const { template: id, ...body } = await readBody(c, TEMPLATE);
    if (templates.get(id) !== undefined) throw new ApiError(409, undefined, `Template ${id} already exists.`);
    templates.upsert({ id, ...body });
    return c.json(showTemplate({ id, ...body }), 201);
  });
  routes.get('/email-templates/:name', (c) => {
    requireScope(c.get('bearer'), 'read:email_templates');
    return c.json(showTemplate(requireTemplate(c.req.param('name'))));
  });
  routes.on(['PATCH', 'PUT'], '/email-templates/:name', async (c) => {
    requireScope(c.get('bearer'), 'update:email_templates');
    const id = c.req.param('name');
    const { template: _same, ...body } = await readBody(c, TEMPLATE.partial());
    const after = { ...(c.req.method === 'PATCH' ? requireTemplate(id) : {}), ...body, id };
    templates.upsert(after);
    return c.json(showTemplate(after));
  });

  const MAIL = '/emails/provider';
  const showProvider = ({ credentials, ...provider }: Readonly<Record<string, unknown>>) => {
    const shown = Object.entries(credentials ?? {}).filter(([name]) => !SECRET.has(name));
    return { ...provider, credentials: Object.fromEntries(shown) as Readonly<Record<string, unknown>> };
  };
  const requireProvider = () => {
    const { id: _id, ...provider } = objects.get(MAIL) ?? { id: '' };
    if (objects.get(MAIL) === undefined) {
      throw new ApiError(404, 'inexistent_email_provider', 'There is not a configured email provider');
    }
    return provider;
  };
  routes.get(MAIL, (c) => {
    requireScope(c.get('bearer'), 'read:email_provider');
    return c.json(selectFields(showProvider(requireProvider()), QUERY.parse(c.req.query())));
  });
  routes.post(MAIL, async (c) => {
    requireScope(c.get('bearer'), 'create:email_provider');
    const body = await readBody(c, PROVIDER);
    if (objects.get(MAIL) !== undefined) {
      throw new ApiError(409, 'email_provider_conflict', 'Already configured an email provider');
    }
    objects.upsert({ ...body, id: MAIL });
    return c.json(showProvider(body), 201);
  });
  routes.patch(MAIL, async (c) => {
    requireScope(c.get('bearer'), 'update:email_provider');
    const after = { ...requireProvider(), ...(await readBody(c, PROVIDER.partial())) };
    objects.upsert({ ...after, id: MAIL });
    return c.json(showProvider(after));
  });
  routes.delete(MAIL, (c) => {
    requireScope(c.get('bearer'), 'delete:email_provider');
    objects.delete(MAIL);
    return c.body(null, 204);
  });

  return routes;
}
