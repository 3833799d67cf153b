import { readAuth0Settings } from '../configuration/auth0-settings.mjs';
import { readSettings } from '../configuration/environment-file.mjs';
import { localConfig } from '../configuration/portal-config.mjs';
import { choosePort } from '../configuration/ports.mjs';
import { installPackages } from '../install/install-packages.mjs';
import { buildPortal } from '../portal/build-portal.mjs';
import { stopOnSignals } from '../process/children.mjs';
import { waitForAnswer } from '../process/wait-for-answer.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { servePortal } from '../serve-portal.mjs';
import { step } from '../terminal/step.mjs';
import { startDevPortal } from './dev-portal.mjs';
import { startLocalTenant } from './local-tenant.mjs';
import { panel } from './panel.mjs';

/** How long a server may take to answer, in milliseconds; the development server compiles first. */
const PATIENCE = { tenant: 30_000, portal: 30_000, dev: 180_000 };

/**
 * Installs, builds, starts the portal (and the local tenant, unless Auth0 settings are given) and stays until it is
 * stopped or a part of it crashes.
 *
 * @param {{ dev: boolean }} options `dev`: live reload instead of a production build.
 * @returns {Promise<never>}
 */
export async function startPortal({ dev }) {
  /** @type {(() => Promise<void>)[]} */
  const stops = [];
  stopOnSignals(async () => {
    console.error('\nStopping …');
    await Promise.all(stops.map((stop) => stop()));
  });

  // Settings first: a wrong value should not be told only after minutes of installing and building.
  const settings = readSettings();
  const auth0 = readAuth0Settings(settings);
  const portal = await choosePort(settings, 'PORT', 4200);
  const tenantPort = auth0 === undefined ? await choosePort(settings, 'TENANT_PORT', 4300, [portal.port]) : undefined;
  await installPackages();
  if (!dev) await buildPortal();
  for (const note of [portal.note, tenantPort?.note]) if (note !== undefined) console.error(note);

  const origin = `http://localhost:${String(portal.port)}`;
  /** @type {Promise<string>[]} */
  const crashes = [];
  /** @type {import('../configuration/portal-config.mjs').PortalConfig} */
  let config;
  /** @type {readonly import('../configuration/portal-config.mjs').DemoPerson[] | undefined} */
  let people;
  if (tenantPort === undefined) {
    if (auth0 === undefined) throw new Error('Neither a local nor an Auth0 tenant was chosen.');
    config = auth0;
  } else {
    config = await step('Starting the local tenant', async () => {
      const tenant = await startLocalTenant(tenantPort.port, origin);
      stops.push(tenant.stop);
      crashes.push(tenant.crashed);
      await answers(`${tenant.origin}/.well-known/openid-configuration`, 'local tenant', PATIENCE.tenant);
      people = tenant.people;
      return localConfig(tenant.origin);
    });
  }

  await step('Starting the portal', async () => {
    if (!dev) {
      const server = await servePortal({ port: portal.port, config });
      stops.push(server.close);
      await answers(`${origin}/config.json`, 'portal', PATIENCE.portal);
      return;
    }
    let quiet = true;
    const early = /** @type {string[]} */ ([]);
    const server = await startDevPortal({
      port: portal.port,
      config,
      onLine: (line) => (quiet ? early.push(line) : console.log(line)),
    });
    stops.push(server.stop);
    crashes.push(server.crashed);
    await Promise.race([
      answers(`${origin}/config.json`, 'development server', PATIENCE.dev),
      server.crashed.then((report) => Promise.reject(new ExplainedError(report))),
    ]);
    quiet = false;
  });

  console.log(panel({ origin, config, ...(people && { people }) }));
  // Only a crash ends this; everything else is a signal's business.
  const report = crashes.length > 0 ? await Promise.race(crashes) : await new Promise(() => undefined);
  console.error(`\n${String(report)}`);
  await Promise.all(stops.map((stop) => stop()));
  process.exit(1);
}

/**
 * @param {string} url
 * @param {string} name
 * @param {number} patience Milliseconds.
 * @returns {Promise<void>}
 */
async function answers(url, name, patience) {
  if (await waitForAnswer(url, patience)) return;
  throw new ExplainedError(`The ${name} did not answer at ${url} within ${String(patience / 1000)} s.`);
}
