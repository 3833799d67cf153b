import { createTenant, type Tenant, type TenantSeed } from '@onefold/tenant';
import { pino, type Logger } from 'pino';
import type { ServerConfig } from '../../configuration/server-config.ts';
import type { Clock } from '../../platform/clock.ts';
import { Sealer } from '../../platform/sealer.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';

/** Users of the demo seed. */
export const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
export const ANA_GOOGLE = 'google-oauth2|104938271650493827165';
export const ANA_GITHUB = 'github|7340221';
export const MIRA = 'auth0|65f0a1b2c3d4e5f607080902';

/** Where the server under test would be; nothing listens there. */
export const SERVER_ORIGIN = 'http://localhost:4300';
/** The `aud` of access tokens for it. */
export const AUDIENCE = 'https://onefold.local/';
/** Client ids at the tenant. */
export const PORTAL = 'onefold-portal';
export const SERVER = 'onefold-server';

const SCOPES = [
  ...['read:users', 'update:users', 'read:connections', 'read:client_summary'],
  ...['delete:sessions', 'delete:refresh_tokens'],
];

/** A clock that stands still until it is moved. */
export interface DrivenClock extends Clock {
  /** @param milliseconds How far. */
  advance(milliseconds: number): void;
}

/** A real tenant, a store, and what the factories of this folder take. */
export interface Auth0Harness {
  readonly tenant: Tenant;
  readonly config: ServerConfig;
  readonly clock: DrivenClock;
  readonly logger: Logger;
  readonly store: Store;
  readonly sealer: Sealer;
  /** Requests the Management API got, as `GET /users/…`, oldest first. */
  managementCalls(): string[];
  stop(): Promise<void>;
}

/** Starts a tenant (with the demo users, or another seed) with the portal, the server and its machine application. */
export async function startAuth0Harness(
  settings: Partial<ServerConfig> = {},
  database: ServerConfig['database'] = { file: ':memory:' },
  seed?: TenantSeed,
): Promise<Auth0Harness> {
  const tenant = await createTenant({
    control: true,
    // Specs make more calls than Auth0 allows; those about its rate use faults.
    rateLimit: { limit: 10_000, perSeconds: 1 },
    ...(seed === undefined ? {} : { seed }),
    clients: [
      { client_id: PORTAL, name: 'Portal', app_type: 'spa', callbacks: [`${SERVER_ORIGIN}/`] },
      {
        client_id: SERVER,
        name: 'Linking server',
        app_type: 'regular_web',
        client_secret: 'server-secret',
        callbacks: [`${SERVER_ORIGIN}/v1/callback`],
      },
      {
        client_id: 'onefold-machine',
        name: 'Linking server (machine)',
        app_type: 'non_interactive',
        client_secret: 'machine-secret',
        grants: [{ audience: '/api/v2/', scope: SCOPES }],
      },
    ],
  });
  const store = await openStore(database);
  return {
    tenant,
    config: { ...configFor(tenant.issuer), ...settings },
    clock: drivenClock(),
    logger: pino({ level: 'silent' }),
    store,
    sealer: new Sealer([new Uint8Array(32).fill(7)]),
    managementCalls: () =>
      tenant.control.journal
        .entries()
        .filter(({ path }) => path.startsWith('/api/v2/'))
        .map(({ method, path, query }) => `${method} ${decodeURIComponent(path.slice('/api/v2'.length) + query)}`),
    stop: async () => {
      await tenant.stop();
      await store.close();
    },
  };
}

/** A configuration for a tenant; a rate so high that no spec waits. */
function configFor(issuer: string): ServerConfig {
  return {
    publicOrigin: SERVER_ORIGIN,
    port: 0,
    host: '127.0.0.1',
    portalOrigins: [SERVER_ORIGIN],
    profilePath: '/profile',
    issuer,
    managementApi: `${issuer}api/v2/`,
    audience: AUDIENCE,
    portalClientIds: [PORTAL],
    client: { id: SERVER, secret: 'server-secret' },
    machine: { id: 'onefold-machine', secret: 'machine-secret' },
    connections: [],
    mergeableMetadata: [],
    allowUnverifiedEmail: false,
    managementRate: { limit: 10_000, perSeconds: 1 },
    sealingKeys: [new Uint8Array(32).fill(7)],
    database: { file: ':memory:' },
    webhooks: [],
    historyDays: 730,
    actionSecrets: [],
    endSessions: true,
    requestRate: { limit: 1000, perSeconds: 1 },
    trustedProxies: 0,
    logLevel: 'silent',
  };
}

function drivenClock(): DrivenClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}
