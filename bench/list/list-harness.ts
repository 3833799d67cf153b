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

/** The applications that are compared. `portal` is Onefold's; the sources of the others are in `apps`. */
export const APPS = ['portal', 'reference', 'host', 'bare'] as const;
export type App = (typeof APPS)[number];

/** A tenant, and each application at a separate origin, served by a linking server. */
export interface ListHarness {
  readonly origins: Readonly<Record<App, string>>;
  /** Ports of all servers; the first is the tenant's. */
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

/** Builds and serves all applications the same way: by a linking server, compressed, with its headers. */
export async function startListHarness(): Promise<ListHarness> {
  await buildPortal();
  const folder = mkdtempSync(join(tmpdir(), 'onefold-bench-'));
  const ports = await Promise.all(APPS.map(() => freePort(0)));
  const origins = Object.fromEntries(APPS.map((app, index) => [app, `http://localhost:${String(ports[index])}`]));
  const clients = Object.values(origins).map(localClient);
  const tenant = await createTenant({
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
    BENCH_DOMAIN: tenant.origin,
    BENCH_CLIENT_ID: localConfig(tenant.origin).clientId,
    BENCH_AUDIENCE: LOCAL_AUDIENCE,
  };
  const servers: ServerProcess[] = [];
  for (const [index, app] of APPS.entries()) {
    const origin = origins[app] ?? '';
    servers.push(
      await ServerProcess.start(ports[index] ?? 0, {
        ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin: origin }),
        ONEFOLD_PORTAL_FOLDER: app === 'portal' ? PORTAL_FOLDER : await buildApp(app, join(folder, app), settings),
        ONEFOLD_MANAGEMENT_RATE: '1000/1s',
        ONEFOLD_REQUEST_RATE: '100000/1s',
      }),
    );
  }
  return {
    origins: origins as Record<App, string>,
    ports: [Number(new URL(tenant.origin).port), ...ports],
    stop: async () => {
      await Promise.all(servers.map((server) => server.kill()));
      await tenant.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Builds an application and replaces the placeholders by the settings. @returns Its folder. */
async function buildApp(app: App, folder: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const built = inWorkspace('dist', 'bench', app);
  await step(`Building the application "${app}"`, async () => {
    const ng = inWorkspace('node_modules', '@angular', 'cli', 'bin', 'ng.js');
    const cwd = inWorkspace('bench', 'list', 'apps');
    const { code, output } = await runNode(ng, ['build', app, `--output-path=${built}`, '--progress=false'], { cwd });
    if (code !== 0) throw new Error(`The application "${app}" does not build:\n${output}`);
  });
  cpSync(join(built, 'browser'), folder, { recursive: true });
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
