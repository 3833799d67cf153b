import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { createLocalJWKSet } from 'jose';
import { controlRoutes } from './control/control-routes.ts';
import { faultMiddleware } from './control/fault-middleware.ts';
import { journal } from './control/journal.ts';
import type { TenantControl } from './control/tenant-control.ts';
import type { TokenBucket } from './management/http/rate-limit.ts';
import { databaseRoutes } from './database/database-routes.ts';
import { mailLinkRoutes } from './database/mail-link-routes.ts';
import { registerGrants } from './grants/register-grants.ts';
import { inspectorRoutes } from './inspector/inspector-routes.ts';
import { errorPage } from './pages/error-page.ts';
import { homePage } from './login/home-page.ts';
import { enrollmentRoutes } from './login/enrollment-routes.ts';
import { loginRoutes } from './login/login-routes.ts';
import { mfaRoutes } from './mfa/mfa-routes.ts';
import { createProvider } from './oidc/create-provider.ts';
import { logoutRoutes } from './oidc/logout.ts';
import { oidcRoutes } from './oidc/oidc-routes.ts';
import type { Keyring } from './tokens/keyring.ts';
import { publicKey } from './tokens/signing-key.ts';
import type { TenantContext } from './context/tenant-context.ts';
import { crossOriginRoutes } from './database/cross-origin-routes.ts';
import { myAccountRoutes } from './management/users/my-account-routes.ts';
import { passwordlessRoutes } from './passwordless/passwordless-routes.ts';
import { userinfoRoutes } from './oidc/userinfo.ts';

/** Marks every response. */
const LOCAL_HEADER = 'X-Onefold-Tenant';

/** What the tenant's one HTTP application is made of. */
export interface TenantAppParts {
  readonly context: TenantContext;
  readonly keyring: Keyring;
  readonly control: TenantControl;
  readonly bucket: TokenBucket;
  /** Serve `/control/*` and `/_inspector`. */
  readonly withControl: boolean;
  /** The tenant stops. */
  readonly stopping: AbortSignal;
}

/** Combines the tenant's routes. The journal and the faults come first, so they see every request. */
export function tenantApp({
  context,
  keyring,
  control,
  bucket,
  withControl,
  stopping,
}: TenantAppParts): Hono<{ Bindings: HttpBindings }> {
  const { store, clock, issuers, actions, mailbox, origin, expired } = context;
  const keys = keyring.keys();
  const provider = createProvider(context, keys);
  const jwks = createLocalJWKSet({ keys: [keys.current, ...keys.previous].map(({ jwk }) => publicKey(jwk)) });
  registerGrants(provider, context, jwks);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use('*', markedAsLocal);
  app.use('*', journal(control, clock));
  app.use('*', faultMiddleware(control, clock, stopping));
  app.route('/', oidcRoutes(context, provider, keyring));
  app.route('/', userinfoRoutes(context, provider, jwks));
  app.route('/', logoutRoutes(context, provider));
  app.route('/', loginRoutes(context, provider));
  app.route('/', enrollmentRoutes(context));
  app.route('/', passwordlessRoutes(context));
  app.route('/', databaseRoutes(context));
  app.route('/', crossOriginRoutes(context));
  app.route('/', mailLinkRoutes(context));
  app.route('/', mfaRoutes(context));
  // Half of the tenant's sources, which many runs never need.
  let management: Promise<Pick<Hono, 'fetch'>> | undefined;
  const loadManagement = async (): Promise<Pick<Hono, 'fetch'>> => {
    const { managementApi } = await import('./management/management-api.ts');
    const api = managementApi({ store, issuers, jwks, keyring, clock, bucket, actions, mailbox, origin, expired });
    return new Hono().route('/api/v2', api);
  };
  app.all('/api/v2/*', async (c) => (await (management ??= loadManagement())).fetch(c.req.raw, c.env));
  const authority = { issuers, jwks, now: () => clock.now(), expired };
  app.route('/me/v1', myAccountRoutes({ store, authority }));
  if (withControl) {
    app.route('/control', controlRoutes(control));
    app.get('/_inspector/', (c) => c.redirect('/_inspector'));
    app.route('/_inspector', inspectorRoutes(context, control, jwks));
  }
  app.get('/', (c) => homePage(c, context, withControl));
  app.notFound((c) => errorPage(c, { title: 'Not found', explanation: 'This page doesn’t exist.', status: 404 }));
  return app;
}

/** No response may be mistaken for one of the real Auth0. */
const markedAsLocal: MiddlewareHandler<{ Bindings: HttpBindings }> = async (c, next) => {
  // Set at Node's own response, too: responses of `oidc-provider` bypass Hono.
  c.env.outgoing.setHeader(LOCAL_HEADER, 'local');
  await next();
};
