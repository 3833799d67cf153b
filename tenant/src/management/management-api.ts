import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { JWTVerifyGetKey } from 'jose';
import type { ActionRunner } from '../actions/action-runner.ts';
import type { Clock } from '../tokens/clock.ts';
import type { Keyring } from '../tokens/keyring.ts';
import type { ExpiredTokens } from '../tokens/token-expiry.ts';
import { type TokenBucket, rateLimit } from './http/rate-limit.ts';
import type { Mailbox } from '../context/mailbox.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import { actionRoutes } from './actions/action-routes.ts';
import { actionVersionRoutes } from './actions/action-version-routes.ts';
import { ApiError, apiErrorBody } from './http/api-error.ts';
import { authenticate } from './http/bearer.ts';
import { clientCredentialRoutes } from './clients/client-credential-routes.ts';
import { clientGrantRoutes } from './clients/client-grant-routes.ts';
import { clientRoutes } from './clients/client-routes.ts';
import { connectionChangeRoutes } from './connections/connection-change-routes.ts';
import { connectionRoutes } from './connections/connection-routes.ts';
import { deviceCredentialRoutes } from './sessions/device-credential-routes.ts';
import { enabledConnectionRoutes } from './connections/enabled-connection-routes.ts';
import { grantRoutes } from './sessions/grant-routes.ts';
import { invitationRoutes } from './organizations/invitation-routes.ts';
import { statsRoutes } from './logs/stats-routes.ts';
import { secondFactorRoutes } from './users/second-factor-routes.ts';
import { identityRoutes } from './users/identity-routes.ts';
import { exportFileRoutes, jobRoutes } from './jobs/job-routes.ts';
import { logChanges } from './logs/log-changes.ts';
import { logRoutes } from './logs/log-routes.ts';
import type { ManagementContext, ManagementEnvironment } from './http/environment.ts';
import { organizationClientRoutes } from './organizations/organization-client-routes.ts';
import { organizationConnectionRoutes } from './organizations/organization-connection-routes.ts';
import { organizationDomainRoutes } from './organizations/organization-domain-routes.ts';
import { organizationGrantRoutes } from './organizations/organization-grant-routes.ts';
import { organizationMemberRoutes } from './organizations/organization-member-routes.ts';
import { organizationRoutes } from './organizations/organization-routes.ts';
import { refreshTokenRoutes } from './sessions/refresh-token-routes.ts';
import { resourceServerRoutes } from './resource-servers/resource-server-routes.ts';
import { effectiveRoleRoutes } from './roles/effective-role-routes.ts';
import { roleMemberRoutes } from './roles/role-member-routes.ts';
import { roleRoutes } from './roles/role-routes.ts';
import { encryptionKeyRoutes } from './keys/encryption-key-routes.ts';
import { signingKeyRoutes } from './keys/signing-key-routes.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { signedInRoutes } from './sessions/signed-in-routes.ts';
import { ticketRoutes } from './tickets/ticket-routes.ts';
import { userAuthenticatorRoutes } from './users/user-authenticator-routes.ts';
import { userBlockRoutes } from './users/user-block-routes.ts';
import { userPermissionRoutes } from './roles/user-permission-routes.ts';
import { triggerRoutes } from './actions/trigger-routes.ts';
import { userRoutes } from './users/user-routes.ts';

/** Dependencies of the Management API. */
export interface ManagementApiOptions {
  readonly store: TenantStore;
  /** `http://localhost:PORT/` and any other; tokens must have the audience `{issuer}api/v2/` of one. */
  readonly issuers: readonly string[];
  /** Finds the tenant's public keys, for access tokens and for `link_with`. */
  readonly jwks: JWTVerifyGetKey;
  /** The tenant's signing keys. */
  readonly keyring: Keyring;
  readonly clock: Clock;
  /** The tenant's rate limit. */
  readonly bucket: TokenBucket;
  /** Runs Actions. */
  readonly actions: ActionRunner;
  /** Where mails go. */
  readonly mailbox: Mailbox;
  /** Prefix of links to pages. */
  readonly origin: string;
  /** Tokens that count as expired regardless of their `exp`. */
  readonly expired?: Pick<ExpiredTokens, 'has'>;
}

const MAX_BODY = 1024 * 1024;
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Auth0's Management API v2, the part about users, identities, sessions, connections, clients, APIs and Actions.
 * @example
 * app.route('/api/v2', managementApi({ store, issuers, jwks, keyring, clock, bucket, actions, mailbox, origin }));
 */
export function managementApi(options: ManagementApiOptions): Hono<ManagementEnvironment> {
  const { store, issuers, jwks, keyring, clock, bucket, actions, mailbox, origin, expired } = options;
  const context: ManagementContext = {
    store,
    keyring,
    actions,
    mail: { store, clock, mailbox, origin },
    authority: { issuers, jwks, now: () => clock.now(), ...(expired === undefined ? {} : { expired }) },
  };
  const isWebOrigin = (origin: string) => store.clients.list().some((client) => client.web_origins?.includes(origin));
  const api = new Hono<ManagementEnvironment>();

  api.onError((error, c) => {
    if (error instanceof ApiError) {
      return c.json(apiErrorBody(error.status, error.errorCode, error.message), error.status);
    }
    process.stderr.write(`Management API defect: ${error.stack ?? error.message}\n`);
    return c.json(apiErrorBody(500, 'internal_error', 'Internal error'), 500);
  });
  api.use('*', async (c, next) => {
    await next();
    if (c.res.headers.get('Content-Type')?.startsWith('application/json') === true) {
      c.res.headers.set('Content-Type', JSON_TYPE);
    }
  });
  api.use(
    '*',
    cors({
      origin: (origin) => (isWebOrigin(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      exposeHeaders: ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Retry-After'],
      maxAge: 600,
    }),
  );
  api.route('/', exportFileRoutes({ store }));
  api.use('*', rateLimit(bucket, store));
  api.use('*', async (c, next) => {
    c.set('bearer', await authenticate(c.req.header('Authorization'), context.authority));
    await next();
  });
  api.use(
    '*',
    bodyLimit({
      maxSize: MAX_BODY,
      onError: () => {
        throw new ApiError(413, 'payload_too_large', 'Payload content length greater than maximum allowed: 1048576');
      },
    }),
  );
  api.use('*', logChanges(store));
  api.route('/', userRoutes(context));
  api.route('/', identityRoutes(context));
  api.route('/', connectionRoutes(context));
  api.route('/', connectionChangeRoutes(context));
  api.route('/', enabledConnectionRoutes(context));
  api.route('/', sessionRoutes(context));
  api.route('/', signedInRoutes(context));
  api.route('/', refreshTokenRoutes(context));
  api.route('/', deviceCredentialRoutes(context));
  api.route('/', ticketRoutes(context));
  api.route('/', jobRoutes(context));
  api.route('/', userBlockRoutes(context));
  api.route('/', userAuthenticatorRoutes(context));
  api.route('/', logRoutes(context));
  api.route('/', clientRoutes(context));
  api.route('/', clientCredentialRoutes(context));
  api.route('/', clientGrantRoutes(context));
  api.route('/', resourceServerRoutes(context));
  api.route('/', roleRoutes(context));
  api.route('/', roleMemberRoutes(context));
  api.route('/', userPermissionRoutes(context));
  api.route('/', effectiveRoleRoutes(context));
  api.route('/', organizationRoutes(context));
  api.route('/', organizationClientRoutes(context));
  api.route('/', organizationConnectionRoutes(context));
  api.route('/', organizationMemberRoutes(context));
  api.route('/', organizationGrantRoutes(context));
  api.route('/', organizationDomainRoutes(context));
  api.route('/', actionRoutes(context));
  api.route('/', actionVersionRoutes(context));
  api.route('/', triggerRoutes(context));
  api.route('/', grantRoutes(context));
  api.route('/', invitationRoutes(context));
  api.route('/', statsRoutes(context));
  api.route('/', secondFactorRoutes(context));
  api.route('/', signingKeyRoutes(context));
  api.route('/', encryptionKeyRoutes(context));
  api.route('/', settingsRoutes(context));
  api.all('*', () => {
    throw new ApiError(404, 'not_found', 'Not Found');
  });
  return api;
}
