import { ExplainedError } from '../runtime/explained-error.mjs';
import { NEW_TENANT_CONNECTIONS, parseConnections } from './connections.mjs';

/** @typedef {import('./connections.mjs').Connection} Connection */

/**
 * A real Auth0 tenant for the portal.
 *
 * @typedef {object} Auth0Settings
 * @property {string} domain Bare host.
 * @property {string} clientId
 * @property {string} [audience]
 * @property {string} [organization] Id or name.
 * @property {readonly Connection[]} connections
 */

const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const CLIENT_ID = /^[A-Za-z0-9_-]{8,128}$/;
const ORGANIZATION = /^[a-z0-9][a-z0-9_-]{0,49}$/i;

/**
 * Reads `AUTH0_DOMAIN`, `AUTH0_CLIENT_ID`, `AUTH0_AUDIENCE`, `AUTH0_ORGANIZATION` and `ONEFOLD_CONNECTIONS`.
 *
 * @param {import('./read-settings.mjs').Settings} settings
 * @returns {Auth0Settings | undefined} Undefined if neither domain nor client id is set: use the local tenant.
 * @throws {ExplainedError} Names every missing or malformed value, with an example.
 */
export function readAuth0Settings(settings) {
  const domain = settings['AUTH0_DOMAIN'];
  const clientId = settings['AUTH0_CLIENT_ID'];
  const audience = settings['AUTH0_AUDIENCE'];
  const organization = settings['AUTH0_ORGANIZATION'];
  if (domain === undefined && clientId === undefined) return undefined;

  const { connections, problem } = parseConnections(settings['ONEFOLD_CONNECTIONS']);
  const problems = [
    domainProblem(domain),
    clientIdProblem(clientId),
    audience !== undefined && /\s/.test(audience) ? `AUTH0_AUDIENCE is "${audience}". Remove the spaces.` : undefined,
    organization !== undefined && !ORGANIZATION.test(organization)
      ? `AUTH0_ORGANIZATION is "${organization}". Set the organization's id or name, such as org_abc123.`
      : undefined,
    problem,
  ].filter((each) => each !== undefined);
  if (problems.length > 0 || domain === undefined || clientId === undefined) {
    throw new ExplainedError(
      ['The Auth0 settings (environment or .env) have errors:', ...problems.map((each) => `  - ${each}`)].join('\n'),
    );
  }
  return {
    domain: domain.toLowerCase(),
    clientId,
    connections: connections ?? NEW_TENANT_CONNECTIONS,
    ...(audience === undefined ? {} : { audience }),
    ...(organization === undefined ? {} : { organization }),
  };
}

/**
 * @param {string | undefined} domain
 * @returns {string | undefined}
 */
function domainProblem(domain) {
  const shape = 'Set the Domain of the application’s settings, such as example.eu.auth0.com.';
  if (domain === undefined) return `AUTH0_DOMAIN is missing, although AUTH0_CLIENT_ID is set. ${shape}`;
  if (HOST.test(domain)) return undefined;
  const host = domain.replace(/^[a-z]+:\/\//i, '').replace(/[/:?#].*$/, '');
  const hint = host !== domain && HOST.test(host) ? ` Did you mean ${host}?` : '';
  return `AUTH0_DOMAIN is "${domain}". ${shape}${hint}`;
}

/**
 * @param {string | undefined} clientId
 * @returns {string | undefined}
 */
function clientIdProblem(clientId) {
  const shape = 'Set the Client ID of the application’s settings: letters and digits, usually 32.';
  if (clientId === undefined) return `AUTH0_CLIENT_ID is missing, although AUTH0_DOMAIN is set. ${shape}`;
  return CLIENT_ID.test(clientId) ? undefined : `AUTH0_CLIENT_ID is "${clientId}". ${shape}`;
}
