import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { organizationId, type OrganizationDomain, type TenantOrganization } from '../../model/tenant-organization.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import { requireOrganization } from './organization-resource.ts';

const SETTINGS = {
  status: z.enum(['pending', 'verified']).optional(),
  use_for_organization_discovery: z.boolean().optional(),
};
const UPDATE = z.strictObject(SETTINGS);
const CREATE = z.strictObject({ ...SETTINGS, domain: z.string().min(3).max(255) });
const LIST_QUERY = z.strictObject({ from: CHECKPOINT_PARAMETERS.from, take: CHECKPOINT_PARAMETERS.take });
const BASE = '/organizations/:id/discovery-domains';

/** `/organizations/{id}/discovery-domains`, stored only. Source: Auth0 Management API, and recorded responses. */
export function organizationDomainRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const save = (organization: TenantOrganization, domains: readonly OrganizationDomain[]) =>
    store.organizations.upsert({ ...organization, id: organizationId(organization), discovery_domains: domains });
  const require = (
    { discovery_domains: domains = [] }: TenantOrganization,
    fits: (domain: OrganizationDomain) => boolean,
  ) => {
    const domain = domains.find(fits);
    if (domain === undefined) throw new ApiError(404, undefined, 'No organization domain found by that id');
    return domain;
  };

  routes.get(BASE, (c) => {
    requireScope(c.get('bearer'), 'read:organization_discovery_domains');
    const query = readQuery(c, LIST_QUERY);
    const { discovery_domains: domains = [] } = requireOrganization(store, c.req.param('id'));
    const { shown, next } = fromCheckpoint(domains, ({ id }) => id, query);
    return c.json({ ...(next === undefined ? {} : { next }), domains: shown });
  });

  routes.post(BASE, async (c) => {
    requireScope(c.get('bearer'), 'create:organization_discovery_domains');
    const { domain, status = 'pending', use_for_organization_discovery: used = true } = await readBody(c, CREATE);
    const organization = requireOrganization(store, c.req.param('id'));
    const { discovery_domains: others = [] } = organization;
    if (others.some((each) => each.domain === domain)) {
      throw new ApiError(409, 'organization_domain_conflict', 'The domain is already registered.');
    }
    const added: OrganizationDomain = {
      ...{ id: `ord_${randomBytes(8).toString('hex')}`, domain, status },
      verification_host: `_ss-verification.${organizationId(organization)}.${domain}`,
      verification_txt: randomBytes(16).toString('hex'),
      use_for_organization_discovery: used,
    };
    save(organization, [...others, added]);
    return c.json(added, 201);
  });

  routes.get(`${BASE}/name/:domain`, (c) => {
    requireScope(c.get('bearer'), 'read:organization_discovery_domains');
    const name = c.req.param('domain');
    return c.json(require(requireOrganization(store, c.req.param('id')), ({ domain }) => domain === name));
  });

  routes.get(`${BASE}/:domain`, (c) => {
    requireScope(c.get('bearer'), 'read:organization_discovery_domains');
    const wanted = c.req.param('domain');
    return c.json(require(requireOrganization(store, c.req.param('id')), ({ id }) => id === wanted));
  });

  routes.patch(`${BASE}/:domain`, async (c) => {
    requireScope(c.get('bearer'), 'update:organization_discovery_domains');
    const changes = await readBody(c, UPDATE);
    const organization = requireOrganization(store, c.req.param('id'));
    const domain = require(organization, ({ id }) => id === c.req.param('domain'));
    const changed: OrganizationDomain = {
      ...domain,
      status: changes.status ?? domain.status,
      use_for_organization_discovery: changes.use_for_organization_discovery ?? domain.use_for_organization_discovery,
    };
    save(organization, organization.discovery_domains?.map((each) => (each.id === changed.id ? changed : each)) ?? []);
    return c.json(changed);
  });

  routes.delete(`${BASE}/:domain`, (c) => {
    requireScope(c.get('bearer'), 'delete:organization_discovery_domains');
    const organization = requireOrganization(store, c.req.param('id'));
    save(organization, organization.discovery_domains?.filter(({ id }) => id !== c.req.param('domain')) ?? []);
    return c.body(null, 204);
  });

  return routes;
}
