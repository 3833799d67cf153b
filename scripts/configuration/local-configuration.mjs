import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inWorkspace } from '../runtime/workspace.mjs';
import { LOCAL_CONNECTIONS } from './connections.mjs';

/**
 * The settings that the portal reads from `/config.json` at its start.
 *
 * @typedef {object} PortalConfig
 * @property {string} domain Bare host of an Auth0 tenant, or an origin such as `http://localhost:4300`.
 * @property {string} clientId
 * @property {string} [audience]
 * @property {string} [organization]
 * @property {string} [linkingServer] Origin of the linking server, or `/` for the portal's own.
 * @property {readonly import('./connections.mjs').Connection[]} connections
 *
 * @typedef {object} DemoPerson
 * @property {string} name
 * @property {string} email
 * @property {string} [password]
 * @property {string} connection Connection of the account's sign-in.
 * @property {string} hint What to try with this account.
 */

/** Client id of the portal at the local tenant. */
const LOCAL_CLIENT_ID = 'onefold-portal';

/** The `aud` of access tokens for a local linking server. */
export const LOCAL_AUDIENCE = 'https://onefold.local/';

/** The linking server's applications at the local tenant. Their secrets protect nothing: the tenant is on loopback. */
const LOCAL_SERVER = { id: 'onefold-server', secret: 'local-server-secret' };
const LOCAL_MACHINE = { id: 'onefold-machine', secret: 'local-machine-secret' };

/** Shared by the Action and the linking server; protects nothing, as above. */
const LOCAL_ACTION_SECRET = 'local-action-secret-that-is-long-enough';

const ACTION_FILE = inWorkspace('server', 'actions', 'post-login.cjs');

/**
 * The Post-Login Action in this process. Without secrets it sends no request to a linking server, and a login does not wait
 * for a worker.
 *
 * @type {{ onExecutePostLogin: import('../../tenant/src/index.ts').PostLoginAction }}
 */
export const { onExecutePostLogin } = createRequire(import.meta.url)(ACTION_FILE);

/**
 * The Post-Login Action with its secrets, which asks a local linking server for suggestions.
 *
 * @param {string} serverOrigin
 * @returns {import('../../tenant/src/index.ts').ActionSeed}
 */
export function localAction(serverOrigin) {
  return {
    name: 'Onefold',
    code: readFileSync(ACTION_FILE, 'utf8'),
    secrets: {
      ONEFOLD_ORIGIN: serverOrigin,
      ONEFOLD_ACTION_SECRET: LOCAL_ACTION_SECRET,
      AUTH0_CLIENT_ID: LOCAL_CLIENT_ID,
    },
  };
}

/** Management API scopes of the linking server. */
export const MACHINE_SCOPES = Object.freeze([
  'read:users',
  'update:users',
  'read:connections',
  'read:client_summary',
  'read:sessions',
  'delete:sessions',
  'read:refresh_tokens',
  'delete:refresh_tokens',
]);

/**
 * The portal's registration at the local tenant, in Auth0's own field names.
 *
 * @param {string} origin Of the portal.
 */
export function localClient(origin) {
  return {
    client_id: LOCAL_CLIENT_ID,
    name: 'Onefold',
    app_type: /** @type {const} */ ('spa'),
    callbacks: [`${origin}/callback`, `${origin}/link/callback`],
    allowed_logout_urls: [origin, `${origin}/`],
    web_origins: [origin],
    connections: LOCAL_CONNECTIONS.map(({ name }) => name),
  };
}

/**
 * The linking server's registrations at the local tenant: one signs users in, one calls the Management API.
 *
 * @param {string} origin Of the linking server.
 */
export function localServerClients(origin) {
  return [
    {
      client_id: LOCAL_SERVER.id,
      client_secret: LOCAL_SERVER.secret,
      // The sign-in window shows this name.
      name: 'Onefold',
      app_type: /** @type {const} */ ('regular_web'),
      callbacks: [`${origin}/v1/callback`],
      connections: LOCAL_CONNECTIONS.map(({ name }) => name),
    },
    {
      client_id: LOCAL_MACHINE.id,
      client_secret: LOCAL_MACHINE.secret,
      name: 'Onefold linking server (Management API)',
      app_type: /** @type {const} */ ('non_interactive'),
      grants: [{ audience: '/api/v2/', scope: MACHINE_SCOPES }],
    },
  ];
}

/**
 * The portal's settings for the local tenant.
 *
 * @param {string} tenantOrigin
 * @param {{ linkingServer?: string }} [options] Origin of the linking server, or `/` for the portal's own; absent: the
 *   portal calls the Management API itself.
 * @returns {PortalConfig}
 */
export function localConfig(tenantOrigin, { linkingServer } = {}) {
  return {
    domain: tenantOrigin,
    clientId: LOCAL_CLIENT_ID,
    connections: LOCAL_CONNECTIONS,
    ...(linkingServer === undefined ? {} : { linkingServer, audience: LOCAL_AUDIENCE }),
  };
}

/**
 * The environment of a linking server at the local tenant, as `readServerConfig` reads it.
 *
 * @param {object} options
 * @param {string} options.tenantOrigin
 * @param {string} options.serverOrigin Where the server is to listen, on loopback.
 * @param {string} [options.portalOrigin] Default: the server's own origin.
 * @param {string} [options.databaseFile] Default: in memory.
 * @param {string} [options.sealingKey] 32 bytes in base64; default: a new one, so that nothing survives a restart.
 * @returns {Record<string, string>} Settings that a test may extend or replace.
 */
export function localServerEnvironment({
  tenantOrigin,
  serverOrigin,
  portalOrigin = serverOrigin,
  databaseFile = ':memory:',
  sealingKey = randomBytes(32).toString('base64'),
}) {
  return {
    ONEFOLD_PUBLIC_ORIGIN: serverOrigin,
    PORT: new URL(serverOrigin).port,
    HOST: '127.0.0.1',
    ONEFOLD_PORTAL_ORIGINS: portalOrigin,
    AUTH0_DOMAIN: tenantOrigin,
    AUTH0_AUDIENCE: LOCAL_AUDIENCE,
    AUTH0_CLIENT_ID: LOCAL_CLIENT_ID,
    ONEFOLD_SERVER_CLIENT_ID: LOCAL_SERVER.id,
    ONEFOLD_SERVER_CLIENT_SECRET: LOCAL_SERVER.secret,
    ONEFOLD_MACHINE_CLIENT_ID: LOCAL_MACHINE.id,
    ONEFOLD_MACHINE_CLIENT_SECRET: LOCAL_MACHINE.secret,
    ONEFOLD_CONNECTIONS: JSON.stringify(LOCAL_CONNECTIONS),
    ONEFOLD_MERGE_METADATA: 'theme, locale, newsletter, preferences',
    ONEFOLD_SEALING_KEY: sealingKey,
    ONEFOLD_ACTION_SECRET: LOCAL_ACTION_SECRET,
    ONEFOLD_DATABASE_FILE: databaseFile,
    ONEFOLD_MANAGEMENT_RATE: '9/1s',
    LOG_LEVEL: 'warn',
  };
}
