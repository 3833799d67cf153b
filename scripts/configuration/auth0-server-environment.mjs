import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inWorkspace } from '../runtime/workspace.mjs';

/**
 * The environment of a linking server on this machine for a real Auth0 tenant: the settings of `.env`, those derived from the
 * portal's address, and those stored in `.cache`.
 *
 * @param {import('./read-settings.mjs').Settings} settings
 * @param {object} options
 * @param {string} options.origin Where the browser reaches portal and server.
 * @param {number} options.port Where the server listens.
 * @param {readonly import('./connections.mjs').Connection[]} options.connections
 * @returns {Record<string, string | undefined>}
 */
export function auth0ServerEnvironment(settings, { origin, port, connections }) {
  const ownDatabase = settings['DATABASE_URL'] === undefined && settings['DATABASE_URL_FILE'] === undefined;
  const ownKey = settings['ONEFOLD_SEALING_KEY'] === undefined && settings['ONEFOLD_SEALING_KEY_FILE'] === undefined;
  return {
    ONEFOLD_CONNECTIONS: JSON.stringify(connections),
    LOG_LEVEL: 'warn',
    ...(ownDatabase ? { ONEFOLD_DATABASE_FILE: inWorkspace('.cache', 'onefold.sqlite') } : {}),
    ...(ownKey ? { ONEFOLD_SEALING_KEY: savedSealingKey(inWorkspace('.cache', 'sealing-key')) } : {}),
    ...settings,
    ONEFOLD_PUBLIC_ORIGIN: origin,
    PORT: String(port),
    HOST: '127.0.0.1',
  };
}

/**
 * The sealing key of the development server; generated once, so that sealed data can be opened after a restart.
 *
 * @param {string} file
 * @returns {string} Base64.
 */
function savedSealingKey(file) {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const key = randomBytes(32).toString('base64');
  mkdirSync(inWorkspace('.cache'), { recursive: true });
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}
