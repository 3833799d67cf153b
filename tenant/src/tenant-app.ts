import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { createLocalJWKSet, type JWK } from 'jose';
import { controlRoutes } from './control/control-routes.ts';
import { faults } from './control/fault-middleware.ts';
import { journal } from './control/journal-middleware.ts';
import type { TenantControl } from './control/tenant-control.ts';
import type { TokenBucket } from './control/token-bucket.ts';
import { errorPage } from './login/error-page.ts';
import { loginRoutes } from './login/login-routes.ts';
import { managementApi } from './management/management-api.ts';
import { createProvider } from './oidc/create-provider.ts';
import { logoutRoutes } from './oidc/logout.ts';
import { oidcRoutes } from './oidc/oidc-handler.ts';
import { publicKey } from './oidc/signing-key.ts';
import type { TenantContext } from './oidc/tenant-context.ts';
import { userinfoRoutes } from './oidc/userinfo.ts';

/** What the tenant's one HTTP application is made of. */
export interface TenantAppParts {
  readonly context: TenantContext;
  readonly signingKey: JWK;
  readonly control: TenantControl;
  readonly bucket: TokenBucket;
  /** Serve `/control/*`. */
  readonly withControl: boolean;
}

/** Puts the tenant's routes behind one door. The journal and the faults come first, so they see everything. */
export function tenantApp({
  context,
  signingKey,
  control,
  bucket,
  withControl,
}: TenantAppParts): Hono<{ Bindings: HttpBindings }> {
  const { store, clock, issuer } = context;
  const provider = createProvider(context, signingKey);
  const jwks = createLocalJWKSet({ keys: [publicKey(signingKey)] });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use('*', journal(control, clock));
  app.use('*', faults(control));
  app.route('/', oidcRoutes(context, provider));
  app.route('/', userinfoRoutes(context, provider, jwks));
  app.route('/', logoutRoutes(context, provider));
  app.route('/', loginRoutes(context, provider));
  app.route('/api/v2', managementApi({ store, issuer, jwks, clock, bucket }));
  if (withControl) app.route('/control', controlRoutes(control));
  app.notFound((c) => errorPage(c, { title: 'Not found', explanation: 'There is nothing here.', status: 404 }));
  return app;
}
