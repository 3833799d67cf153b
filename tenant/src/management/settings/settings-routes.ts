import { Hono } from 'hono';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { brandingRoutes } from './branding-routes.ts';
import { collectionRoutes } from './collection-routes.ts';
import { COLLECTIONS } from './stored-collections.ts';
import { customDomainRoutes } from './custom-domain-routes.ts';
import { emailRoutes } from './email-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { guardianRoutes } from './guardian-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { OBJECTS } from './objects.ts';
import { promptRoutes } from './prompt-routes.ts';
import { ruleRoutes } from './rule-routes.ts';
import { scimRoutes } from './scim-routes.ts';

/** Settings of a tenant that this one keeps and shows without acting on them. */
export function settingsRoutes(context: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  for (const own of [
    customDomainRoutes,
    ruleRoutes,
    brandingRoutes,
    emailRoutes,
    promptRoutes,
    scimRoutes,
    deliveryRoutes,
  ]) {
    routes.route('/', own(context));
  }
  for (const setting of OBJECTS) routes.route('/', objectRoutes(context, setting));
  routes.route('/', guardianRoutes(context));
  for (const collection of COLLECTIONS) routes.route('/', collectionRoutes(context, collection));
  return routes;
}
