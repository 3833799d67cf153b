import { readAuth0Settings } from '../configuration/read-auth0-settings.mjs';
import { readSettings } from '../configuration/read-settings.mjs';
import { localConfig } from '../configuration/local-configuration.mjs';
import { choosePort } from '../configuration/choose-port.mjs';
import { buildPortal } from '../portal/build-portal.mjs';
import { freePort } from '../process/free-port.mjs';
import { servePortal } from '../serve-portal.mjs';
import { step } from '../terminal/step.mjs';
import { chooseMode } from './choose-mode.mjs';
import { panel } from './panel.mjs';
import { RunningParts } from './running-parts.mjs';
import { startDevPortal } from './start-dev-portal.mjs';
import { startLinkingServer } from './start-linking-server.mjs';
import { startTenant } from './start-tenant.mjs';

/**
 * Builds and starts the portal with its linking server (and the local tenant, unless Auth0 settings are given) and
 * stays until it is stopped or a part of it crashes.
 *
 * @param {{ dev: boolean, direct: boolean }} options `dev`: live reload instead of a production build. `direct`: no linking
 *   server.
 * @returns {Promise<never>}
 */
export async function startPortal({ dev, direct }) {
  const parts = new RunningParts();
  // Settings first: report a wrong value before the build.
  const settings = readSettings();
  const auth0 = readAuth0Settings(settings);
  const { mode, note } = chooseMode({ direct, auth0: auth0 !== undefined, settings });
  const portal = await choosePort(settings, 'PORT', 4200);
  const tenantPort = auth0 === undefined ? await choosePort(settings, 'TENANT_PORT', 4300, [portal.port]) : undefined;
  // In development, the builder's server is in front and forwards the linking server's routes.
  const serverPort = dev ? await freePort(0, [portal.port, tenantPort?.port ?? 0]) : portal.port;
  if (!dev) await buildPortal();
  for (const each of [portal.note, tenantPort?.note, note]) if (each !== undefined) console.error(each);

  const origin = `http://localhost:${String(portal.port)}`;
  const tenant =
    tenantPort === undefined
      ? undefined
      : await step('Starting the local tenant', () => startTenant(parts, tenantPort.port, origin, mode));
  const own = mode === 'server' ? { linkingServer: '/' } : {};
  const config = tenant === undefined ? { ...required(auth0), ...own } : localConfig(tenant.origin, own);

  if (mode === 'server') {
    await step('Starting the linking server', () =>
      startLinkingServer(parts, { origin, port: serverPort, settings, auth0, tenant, withPortal: !dev }),
    );
  }
  await step('Starting the portal', async () => {
    if (dev) await startDevPortal(parts, { port: portal.port, config, ...(mode === 'server' ? { serverPort } : {}) });
    else if (mode === 'direct') await startBuiltPortal(parts, { port: portal.port, config });
    else await parts.waitUntilResponding(`${origin}/config.json`, 'portal');
  });

  console.log(panel({ origin, config, mode, ...(tenant === undefined ? {} : { people: tenant.people }) }));
  return parts.waitForCrash();
}

/**
 * Serves the production build alone, for the direct mode.
 *
 * @param {import('./running-parts.mjs').RunningParts} parts
 * @param {{ port: number, config: import('../configuration/local-configuration.mjs').PortalConfig }} options
 */
async function startBuiltPortal(parts, { port, config }) {
  const portal = await servePortal({ port, config });
  parts.add({ stop: () => portal.close() });
  await parts.waitUntilResponding(`${portal.origin}/config.json`, 'portal');
}

/**
 * @template T
 * @param {T | undefined} value
 * @returns {T}
 */
function required(value) {
  if (value === undefined) throw new Error('Choose a mode: neither a local tenant nor an Auth0 tenant is configured.');
  return value;
}
