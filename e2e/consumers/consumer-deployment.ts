import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_SEED } from '@onefold/tenant';
import { connectControl, type ConnectedControl } from '@onefold/tenant/control';
import {
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../scripts/configuration/local-configuration.mjs';
import { builtHost, installedAt } from '../../scripts/consumers/build-hosts.mjs';
import type { Host } from '../../scripts/consumers/hosts.mjs';
import { freePort } from '../../scripts/process/free-port.mjs';
import { startService } from '../../scripts/process/start-service.mjs';
import { waitForResponse } from '../../scripts/process/wait-for-response.mjs';
import { serveHost } from './serve-host.ts';

/** How long a program may take to respond, in milliseconds. */
const START_TIMEOUT = 60_000;

/** A host application; the linking server and the tenant run as programs of the packed packages, each in its own process. */
export interface ConsumerDeployment {
  /** Address of a page of the host. */
  url(path: string): string;
  readonly control: ConnectedControl;
  /** Origin of the tenant's sign-in pages. */
  readonly tenantOrigin: string;
  /** Resets the tenant and the linking server. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Who serves the files of a host: a static server with its configuration, or the linking server (`--portal`), which makes one. */
export type ServedBy = 'static server' | 'linking server';

/** Starts the tenant, the linking server and the host. */
export async function openConsumerDeployment(host: Host, by: ServedBy = 'static server'): Promise<ConsumerDeployment> {
  const serverOrigin = `http://localhost:${String(await freePort(0))}`;
  const together = by === 'linking server';
  const origin = together ? serverOrigin : `http://localhost:${String(await freePort(0))}`;
  const base = host.base ?? '/';
  const tenant = await startTenant(host, seedFor(origin + base, serverOrigin));
  const control = connectControl(tenant.control);
  const environment = {
    ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin }),
    // Lists another portal first: a link must return to the portal where it began.
    ONEFOLD_PORTAL_ORIGINS: `https://portal.example.com, ${origin}`,
    ...(together ? { ONEFOLD_PORTAL_FOLDER: withTokenWorker(host) } : {}),
    ONEFOLD_REQUEST_RATE: '100000/1s',
    ONEFOLD_MANAGEMENT_RATE: '1000/1s',
    LOG_LEVEL: 'error',
  };
  const direct = host.mode === 'direct';
  const linkingServer = direct ? {} : { linkingServer: serverOrigin };
  const config = { ...localConfig(tenant.origin, linkingServer), ...host.settings };
  const served = together ? undefined : await startHost(host, origin, config);
  let server: Program | undefined;
  return {
    url: (path) => origin + base + (host.hash === true ? `#${path}` : path.slice(1)),
    control,
    tenantOrigin: tenant.origin,
    reset: async () => {
      await control.reset();
      await control.setRateLimit({ limit: 10_000, perSeconds: 1 });
      await server?.stop();
      // Resets the store, which is in memory.
      if (!direct)
        server = await startProgram(host, '@onefold/server', 'onefold-server', environment, `${serverOrigin}/readyz`);
    },
    stop: async () => {
      await served?.stop();
      await server?.stop();
      await tenant.stop();
    },
  };
}

interface Program {
  stop(): Promise<void>;
}

/** The demo users, and the applications of a host at `home`. */
function seedFor(home: string, serverOrigin: string): object {
  const { origin } = new URL(home);
  const client = localClient(origin);
  return {
    ...DEMO_SEED,
    clients: [
      {
        ...client,
        // Includes the document itself, for hash routing and for `redirect_uri: location.origin`.
        callbacks: [origin, home, `${home}callback`, `${home}link/callback`],
        allowed_logout_urls: [origin, home],
      },
      ...localServerClients(serverOrigin),
    ],
  };
}

async function startTenant(host: Host, seed: object): Promise<Program & { origin: string; control: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'onefold-seed-'));
  const file = join(folder, 'seed.json');
  writeFileSync(file, JSON.stringify(seed));
  const firstLine = Promise.withResolvers<string>();
  const service = startService({
    name: 'tenant',
    script: programOf(host, '@onefold/tenant', 'onefold-tenant'),
    args: ['--port', '0', '--seed', file, '--control', '--json'],
    onLine: (line) => firstLine.resolve(line),
  });
  const line = await Promise.race([firstLine.promise, crash(service)]);
  const { issuer, control } = JSON.parse(line) as { readonly issuer: string; readonly control: string };
  return {
    origin: new URL(issuer).origin,
    control,
    stop: async () => {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The build of a host with the SDK's token worker, as its `angular.json` adds it for a strict policy (docs/deployment.md). */
function withTokenWorker(host: Host): string {
  const folder = join(builtHost(host), 'with-worker');
  const worker = 'auth0-spa-js.worker.production.js';
  cpSync(join(builtHost(host), 'browser'), folder, { recursive: true });
  cpSync(join(installedAt(host.installation), 'node_modules/@auth0/auth0-spa-js/dist', worker), join(folder, worker));
  return folder;
}

/** Serves the files of the host, or starts the server of the host that renders its pages. */
async function startHost(host: Host, origin: string, config: object): Promise<Program> {
  if (host.rendered === true) {
    const script = join(builtHost(host), 'server', 'server.mjs');
    return startScript(
      'rendering server',
      script,
      { PORT: new URL(origin).port, NG_ALLOWED_HOSTS: 'localhost', CONFIG: JSON.stringify(config) },
      origin,
    );
  }
  const page = await serveHost(join(builtHost(host), 'browser'), new URL(origin).port, {
    base: host.base ?? '/',
    documents: { 'config.json': config, 'orders.json': ['Order 1001'] },
    headers: host.policy === undefined ? {} : { 'Content-Security-Policy': host.policy },
  });
  return { stop: () => page.close() };
}

async function startProgram(
  host: Host,
  name: string,
  program: string,
  env: NodeJS.ProcessEnv,
  url: string,
): Promise<Program> {
  return startScript(program, programOf(host, name, program), env, url);
}

async function startScript(name: string, script: string, env: NodeJS.ProcessEnv, url: string): Promise<Program> {
  const service = startService({ name, script, env });
  const ready = waitForResponse(url, START_TIMEOUT).then((hasResponded) => {
    if (!hasResponded) throw new Error(`The ${name} does not answer.`);
  });
  await Promise.race([ready, crash(service)]);
  return service;
}

/** The file that `npx PROGRAM` runs in a folder where the packed package is installed. */
function programOf(host: Host, name: string, program: string): string {
  return join(installedAt(host.installation), 'node_modules', name, 'bin', `${program}.mjs`);
}

async function crash({ crashed }: ReturnType<typeof startService>): Promise<never> {
  throw new Error(await crashed);
}
