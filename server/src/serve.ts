import { createAuthorizationServer } from './auth0/authorization-server.ts';
import { readServerConfig } from './configuration/read-server-config.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import { ConfigurationError } from './configuration/settings.ts';
import { createLinkingServer } from './create-linking-server.ts';
import { SYSTEM_CLOCK } from './platform/clock.ts';
import { createLogger } from './platform/logger.ts';
import { PortalFolderError, readPortal } from './portal/portal-content.ts';
import { openStore } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';

/** What the command line does with a configuration; each resolves with an exit code. */
const COMMANDS = { start, check };

/**
 * Carries out `start` or `check` with the configuration of an environment.
 *
 * @returns The exit code; 1 with a message on standard error where the configuration, the database or the portal's folder
 *   cannot be used.
 */
export async function serve(command: keyof typeof COMMANDS, env: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await COMMANDS[command](readServerConfig(env));
  } catch (error) {
    // Expected failures have a readable message; any other error shows its stack.
    if (!(error instanceof ConfigurationError || error instanceof StoreError || error instanceof PortalFolderError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** Serves until this process is asked to stop. */
async function start(config: ServerConfig): Promise<number> {
  const interrupted = interruption();
  const server = await createLinkingServer(config);
  // Sent to the parent process, such as a development script, if there is an IPC channel.
  process.send?.({ origin: server.origin });
  await interrupted;
  await server.stop();
  // An open channel would keep this process alive.
  if (process.connected) process.disconnect();
  return 0;
}

/** Checks the configured services without serving requests. */
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

/** Resolves on a signal to stop, or when the parent process closes its IPC channel. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}
