import { relative } from 'node:path';
import { NEW_TENANT_CONNECTIONS } from '../configuration/connections.mjs';
import { localServerEnvironment } from '../configuration/local-configuration.mjs';
import { auth0ServerEnvironment } from '../configuration/auth0-server-environment.mjs';
import { PORTAL_FOLDER } from '../portal/build-portal.mjs';
import { startService } from '../process/start-service.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { WORKSPACE, inWorkspace } from '../runtime/workspace.mjs';
import { startMailbox } from './start-mailbox.mjs';

/** Folder for the notices of a local linking server. */
const MAIL_FOLDER = inWorkspace('.cache', 'mail');

/** Environment variables that a local server must not inherit. */
const NOT_INHERITED = { DATABASE_URL: '', DATABASE_URL_FILE: '', ONEFOLD_SEALING_KEY_FILE: '' };

/**
 * Starts the linking server, and with the local tenant a mailbox for its notices.
 *
 * @param {import('./running-parts.mjs').RunningParts} parts
 * @param {object} options
 * @param {string} options.origin Where the browser reaches it.
 * @param {number} options.port Where it listens.
 * @param {import('../configuration/read-settings.mjs').Settings} options.settings
 * @param {import('../configuration/read-auth0-settings.mjs').Auth0Settings | undefined} options.auth0
 * @param {{ origin: string } | undefined} options.tenant The local one.
 * @param {boolean} options.withPortal Whether it serves the built portal, too.
 */
export async function startLinkingServer(parts, { origin, port, settings, auth0, tenant, withPortal }) {
  const portal = withPortal ? { ONEFOLD_PORTAL_FOLDER: PORTAL_FOLDER } : {};
  const env =
    tenant === undefined
      ? auth0ServerEnvironment(settings, { origin, port, connections: auth0?.connections ?? NEW_TENANT_CONNECTIONS })
      : await localEnvironment(parts, { tenantOrigin: tenant.origin, origin, port });
  parts.add(await startServerProcess({ env: { ...env, ...portal }, onLine: (line) => console.error(line) }));
  await parts.waitUntilResponding(`http://127.0.0.1:${String(port)}/readyz`, 'linking server');
}

/**
 * @param {import('./running-parts.mjs').RunningParts} parts
 * @param {{ tenantOrigin: string, origin: string, port: number }} options
 */
async function localEnvironment(parts, { tenantOrigin, origin, port }) {
  const mailbox = await startMailbox({
    folder: MAIL_FOLDER,
    onMail: ({ to, file }) => console.log(`  Notice to ${to}: ${relative(WORKSPACE, file)}`),
  });
  parts.add(mailbox);
  return {
    ...localServerEnvironment({ tenantOrigin, serverOrigin: origin }),
    ...NOT_INHERITED,
    PORT: String(port),
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'onefold@localhost',
    ONEFOLD_PRODUCT_NAME: 'Onefold',
  };
}

/**
 * Starts the linking server in its own process, as in production.
 *
 * @param {object} options
 * @param {Readonly<Record<string, string | undefined>>} options.env Its whole configuration.
 * @param {(line: string) => void} options.onLine Receives each line of its log.
 * @returns {Promise<{ crashed: Promise<string>, stop: () => Promise<void> }>} Once it listens.
 * @throws {ExplainedError} If its configuration is wrong, or it ends before it listens.
 */
async function startServerProcess({ env, onLine }) {
  // Loaded late: packages may not be installed yet when this file is read.
  const { ConfigurationError, readServerConfig } = await import('../../server/src/index.ts');
  try {
    readServerConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) throw new ExplainedError(error.message);
    throw error;
  }
  const service = startService({
    name: 'linking server',
    script: inWorkspace('server', 'bin', 'onefold-server.mjs'),
    env,
    onLine,
  });
  const first = await Promise.race([service.message, service.crashed]);
  if (typeof first === 'string') throw new ExplainedError(first);
  return { crashed: service.crashed, stop: service.stop };
}
