import { readFileSync } from 'node:fs';
import { createAuthorizationServer } from './auth0/create-authorization-server.ts';
import { HELP, readArguments } from './cli-arguments.ts';
import { ConfigurationError } from './configuration/configuration-error.ts';
import { readServerConfig } from './configuration/read-server-config.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import { createLinkingServer } from './create-linking-server.ts';
import { createLogger } from './operations/create-logger.ts';
import { PortalFolderError, readPortal } from './portal/portal-content.ts';
import { openStore } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';
import { SYSTEM_CLOCK } from './time/clock.ts';

/**
 * The command `onefold-server`. Returns the exit code: 0 after `--help`, `--version`, `--check` or a clean stop by SIGINT or
 * SIGTERM, 1 when the server cannot start, 2 for wrong arguments.
 */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const request = readArguments(args);
  if (request.kind === 'mistake') {
    process.stderr.write(`${request.message}\n\n${HELP}`);
    return 2;
  }
  if (request.kind === 'help' || request.kind === 'version') {
    process.stdout.write(request.kind === 'help' ? HELP : `${version()}\n`);
    return 0;
  }
  try {
    const portal = request.portal === undefined ? {} : { ONEFOLD_PORTAL_FOLDER: request.portal };
    const config = readServerConfig({ ...env, ...portal });
    if (request.kind === 'check') return await check(config);
    const stop = interruption();
    const server = await createLinkingServer(config);
    // Told to whoever started this with a channel, such as a development script.
    process.send?.({ origin: server.origin });
    await stop;
    await server.stop();
    // An open channel would keep this process alive.
    if (process.connected) process.disconnect();
    return 0;
  } catch (error) {
    // The expected failures carry a message for people; anything else should show its stack.
    if (!(error instanceof ConfigurationError || error instanceof StoreError || error instanceof PortalFolderError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** Tries what the configuration names, without serving anybody. */
async function check(config: ServerConfig): Promise<number> {
  if (config.portal !== undefined) await readPortal(config.portal.folder);
  const store = await openStore(config.database, createLogger(config));
  await store.close();
  const reachable = await createAuthorizationServer({ config, clock: SYSTEM_CLOCK }).isReachable();
  if (!reachable) {
    process.stderr.write(`The tenant does not answer at ${config.issuer}. Is AUTH0_DOMAIN right?\n`);
    return 1;
  }
  process.stdout.write('The configuration is complete; database and tenant answer.\n');
  return 0;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

/** Resolves when somebody asks this process to end, or when whoever started it with a channel is gone. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}
