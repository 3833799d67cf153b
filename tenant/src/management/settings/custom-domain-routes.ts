import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';
import { openCollection } from './collection-routes.ts';
import { CUSTOM_DOMAINS } from './stored-collections.ts';

/** `/custom-domains/default` and the verification of a domain, which never succeeds here. Source: recorded responses. */
export function customDomainRoutes(context: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const domains = openCollection(context, CUSTOM_DOMAINS);
  const canonical = { domain: new URL(context.mail.origin).hostname };
  routes.get('/custom-domains/default', (c) => {
    requireScope(c.get('bearer'), 'read:custom_domains');
    const found = domains.documents.list().find(({ is_default: isDefault }) => isDefault === true);
    return c.json(found === undefined ? canonical : domains.show(found));
  });
  routes.patch('/custom-domains/default', async (c) => {
    requireScope(c.get('bearer'), 'update:custom_domains');
    const { domain } = await readBody(c, z.strictObject({ domain: z.string() }));
    const all = domains.documents.list();
    if (domain !== canonical.domain && !all.some((each) => each['domain'] === domain)) {
      throw new ApiError(404, 'inexistent_custom_domain', `The custom domain ${domain} does not exist`);
    }
    for (const each of all) domains.documents.upsert({ ...each, is_default: each['domain'] === domain });
    const found = domains.documents.list().find(({ is_default: isDefault }) => isDefault === true);
    return c.json(found === undefined ? canonical : domains.show(found));
  });
  routes.post('/custom-domains/:id/verify', (c) => {
    requireScope(c.get('bearer'), 'create:custom_domains');
    const { is_default: _default, ...shown } = domains.show(domains.require(c.req.param('id')));
    return c.json(shown);
  });

  return routes;
}
