import { LOCAL_CONNECTIONS } from './connections.mjs';

/**
 * What the portal reads from `/config.json` at its start; nothing of it is compiled in.
 *
 * @typedef {object} PortalConfig
 * @property {string} domain Bare host of an Auth0 tenant, or an origin such as `http://localhost:4300`.
 * @property {string} clientId
 * @property {string} [audience]
 * @property {string} [organization]
 * @property {readonly import('./connections.mjs').Connection[]} connections
 *
 * @typedef {object} DemoPerson
 * @property {string} name
 * @property {string} email
 * @property {string} [password]
 * @property {string} connection How the person signs in.
 * @property {string} hint What the person is good for trying.
 */

/** Client id of the portal at the local tenant. */
const LOCAL_CLIENT_ID = 'onefold-portal';

/**
 * The portal's registration at the local tenant, in Auth0's own field names.
 *
 * @param {string} origin Of the portal.
 */
export function localClient(origin) {
  return {
    client_id: LOCAL_CLIENT_ID,
    name: 'Onefold portal',
    app_type: /** @type {const} */ ('spa'),
    callbacks: [`${origin}/callback`, `${origin}/link/callback`],
    allowed_logout_urls: [origin, `${origin}/`],
    web_origins: [origin],
    connections: LOCAL_CONNECTIONS.map(({ name }) => name),
  };
}

/**
 * @param {string} tenantOrigin
 * @returns {PortalConfig}
 */
export function localConfig(tenantOrigin) {
  return { domain: tenantOrigin, clientId: LOCAL_CLIENT_ID, connections: LOCAL_CONNECTIONS };
}

/**
 * The origin the browser talks to for logins and the Management API.
 *
 * @param {Pick<PortalConfig, 'domain'>} config
 * @returns {string}
 */
export function tenantOriginOf({ domain }) {
  return new URL(domain.includes('://') ? domain : `https://${domain}`).origin;
}
