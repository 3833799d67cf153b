import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTenant, DEMO_SEED } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../scripts/configuration/local-configuration.mjs';
import { buildPortal, PORTAL_FOLDER } from '../../scripts/portal/build-portal.mjs';
import { freePort } from '../../scripts/process/free-port.mjs';
import { runNode } from '../../scripts/process/run.mjs';
import { inWorkspace } from '../../scripts/runtime/workspace.mjs';
import { step } from '../../scripts/terminal/step.mjs';
import { compressFolder } from '../../server/src/portal/index.ts';
import { ServerProcess } from '../../server/src/testing/fleet/server-process.ts';
import { createCertificate } from '../../tenant/src/net/certificate.ts';
import { startHttp2Front } from './http2-front.ts';

/** The applications that are compared. `portal` is Onefold's; the sources of the others are in `apps`. */
export const APPS = ['portal', 'reference', 'host', 'bare'] as const;
export type App = (typeof APPS)[number];

/** HTTP/1.1 without TLS, or HTTP/2 with it, for the applications and for the tenant. */
export const PROTOCOLS = ['http1', 'http2'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** A tenant, and each application at a separate origin, served by a linking server. */
export interface ListHarness {
  readonly origins: Readonly<Record<App, string>>;
  /** Ports that the browser connects to. */
  readonly ports: readonly number[];
  /** The certificate of all servers with TLS, in PEM. */
  readonly certificate: string;
  stop(): Promise<void>;
}

/** Builds all applications. */
export async function buildApps(): Promise<void> {
  await buildPortal();
  for (const app of APPS) if (app !== 'portal') await buildApp(app);
}

/** Serves all applications the same way: by a linking server, compressed, with its headers. */
export async function startListHarness(protocol: Protocol): Promise<ListHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'onefold-bench-'));
  const tenantPorts = await choosePorts(protocol);
  const appPorts = await Promise.all(APPS.map(() => choosePorts(protocol)));
  const allPorts = [tenantPorts, ...appPorts];
  const originAt = (port: number) => `${protocol === 'http2' ? 'https' : 'http'}://localhost:${port}`;
  const origins = Object.fromEntries(APPS.map((app, index) => [app, originAt(appPorts[index]?.browser ?? 0)]));
  const clients = Object.values(origins).map(localClient);
  const tenantOrigin = originAt(tenantPorts.browser);
  const tenant = await createTenant({
    port: tenantPorts.server,
    issuer: `${tenantOrigin}/`,
    seed: DEMO_SEED,
    clients: [
      {
        ...localClient(''),
        callbacks: [...Object.values(origins), ...clients.flatMap(({ callbacks }) => callbacks)],
        web_origins: clients.flatMap(({ web_origins }) => web_origins),
        allowed_logout_urls: clients.flatMap(({ allowed_logout_urls }) => allowed_logout_urls),
      },
      // All servers use one Auth0 application, which must list the callback of each.
      ...localServerClients('').map((client) => ({
        ...client,
        ...('callbacks' in client && { callbacks: Object.values(origins).map((origin) => `${origin}/v1/callback`) }),
      })),
    ],
    rateLimit: { limit: 10_000, perSeconds: 1 },
  });
  const settings = {
    BENCH_DOMAIN: tenantOrigin,
    BENCH_CLIENT_ID: localConfig(tenantOrigin).clientId,
    BENCH_AUDIENCE: LOCAL_AUDIENCE,
  };
  const certificate = createCertificate(['localhost']);
  const authority = join(folder, 'ca.pem');
  writeFileSync(authority, certificate.ca);
  const fronts =
    protocol === 'http1'
      ? []
      : await Promise.all(allPorts.map(({ browser, server }) => startHttp2Front(browser, server, certificate)));
  const servers: ServerProcess[] = [];
  for (const [index, app] of APPS.entries()) {
    servers.push(
      await ServerProcess.start(appPorts[index]?.server ?? 0, {
        ...localServerEnvironment({ tenantOrigin, serverOrigin: origins[app] ?? '' }),
        ONEFOLD_PORTAL_FOLDER: app === 'portal' ? PORTAL_FOLDER : await configureApp(app, join(folder, app), settings),
        ONEFOLD_MANAGEMENT_RATE: '1000/1s',
        ONEFOLD_REQUEST_RATE: '100000/1s',
        NODE_EXTRA_CA_CERTS: authority,
      }),
    );
  }
  return {
    origins: origins as Record<App, string>,
    ports: allPorts.map(({ browser }) => browser),
    certificate: certificate.certificate,
    stop: async () => {
      await Promise.all(servers.map((server) => server.kill()));
      await Promise.all(fronts.map((stop) => stop()));
      await tenant.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where the browser connects, and where the server listens. */
async function choosePorts(protocol: Protocol): Promise<{ readonly browser: number; readonly server: number }> {
  const browser = await freePort(0);
  return { browser, server: protocol === 'http1' ? browser : await freePort(0) };
}

function builtFolder(app: App): string {
  return inWorkspace('dist', 'bench', app);
}

async function buildApp(app: App): Promise<void> {
  await step(`Building the application "${app}"`, async () => {
    const ng = inWorkspace('node_modules', '@angular', 'cli', 'bin', 'ng.js');
    const cwd = inWorkspace('bench', 'list', 'apps');
    const options = [`--output-path=${builtFolder(app)}`, '--progress=false'];
    const { code, output } = await runNode(ng, ['build', app, ...options], { cwd });
    if (code !== 0) throw new Error(`The application "${app}" does not build:\n${output}`);
  });
}

/** Copies a built application and replaces the placeholders by the settings. @returns Its folder. */
async function configureApp(app: App, folder: string, settings: Readonly<Record<string, string>>): Promise<string> {
  cpSync(join(builtFolder(app), 'browser'), folder, { recursive: true });
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
    const code = readFileSync(join(folder, name), 'utf8');
    writeFileSync(
      join(folder, name),
      code.replace(/BENCH_[A-Z_]+/g, (word) => settings[word] ?? word),
    );
  }
  await compressFolder(folder);
  return folder;
}
