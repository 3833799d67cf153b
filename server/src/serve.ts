import { type TenantProblem, checkConnections, checkTenant } from './auth0/check-tenant.ts';
import { ManagementError } from './auth0/management.ts';
import { readServerConfig } from './configuration/read-server-config.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import { ConfigurationError } from './configuration/settings.ts';
import { createLinkingServer } from './create-linking-server.ts';
import { createLogger } from './platform/logger.ts';
import { PortalFolderError } from './portal/portal-content.ts';
import { createPortalHandler } from './portal/portal-handler.ts';
import { type Services, createServices } from './services.ts';
import { startDatabaseClock } from './store/database-clock.ts';
import { openStore } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';

/** Commands that need a configuration; each resolves with an exit code. */
const COMMANDS = { start, check };

/**
 * Runs `start` or `check` with the configuration of an environment.
 *
 * @returns The exit code; 1 with a message on standard error if the configuration, the database or the portal's folder
 *   cannot be used.
 */
export async function serve(command: keyof typeof COMMANDS, env: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await COMMANDS[command](readServerConfig(env, (message) => process.stderr.write(`${message}\n`)));
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
  if (config.portal !== undefined) await createPortalHandler(config, config.portal);
  const logger = createLogger({ logLevel: 'silent' });
  const store = await openStore(config.database, logger);
  const clock = await startDatabaseClock(store, { logger });
  const services = createServices({ config, clock, logger, store });
  try {
    const problems = [...(await checkTenant(services))];
    if (problems.length === 0) problems.push(...(await connectionProblems(services)));
    for (const { message } of problems) process.stderr.write(`${message}\n`);
    if (problems.length > 0) return 1;
    process.stdout.write('The configuration is complete. Database and tenant are ready for linking.\n');
    return 0;
  } finally {
    await services.management.close();
    await clock.stop();
    await store.close();
  }
}

async function connectionProblems(services: Services): Promise<readonly TenantProblem[]> {
  try {
    return await checkConnections(services);
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error;
    return [{ check: 'connections', message: `The connections of the tenant cannot be read: ${error.message}` }];
  }
}

/** Resolves on a signal to stop, or when the parent process closes its IPC channel. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}
