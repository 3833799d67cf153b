import type { Logger } from 'pino';
import { unlinkRoutes } from './accounts/unlink-routes.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import { sweepPlaces } from './auth0/admission.ts';
import { sweepCachedUsers } from './auth0/user-cache.ts';
import { createOutbox } from './delivery/outbox.ts';
import { sweepFlagLinks } from './history/flag-event.ts';
import { flagRoutes } from './history/flag-routes.ts';
import { historyRoutes } from './history/history-routes.ts';
import { sweepHistory } from './history/sweep-history.ts';
import { createApp } from './http/create-app.ts';
import { listen } from './http/listen.ts';
import { operationsRoutes } from './http/operations-routes.ts';
import { createServerMetrics } from './http/server-metrics.ts';
import { browserRoutes } from './intents/browser-routes.ts';
import { intentRoutes } from './intents/intent-routes.ts';
import { sweepIntents } from './intents/sweep-intents.ts';
import { type BackgroundLoop, startLoop } from './platform/background-loop.ts';
import { type Clock, SYSTEM_CLOCK } from './platform/clock.ts';
import { createLogger } from './platform/logger.ts';
import { endsWithin } from './platform/ends-within.ts';
import { createPortalHandler } from './portal/portal-handler.ts';
import { accountRoutes } from './profile/account-routes.ts';
import { createServices, type Services } from './services.ts';
import { type DatabaseClock, startDatabaseClock } from './store/database-clock.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { suggestionRoutes } from './suggestions/suggestion-routes.ts';

/** How often abandoned operations are recovered, in milliseconds. */
const RECOVER_EVERY = 5_000;
/** How often expired data is deleted, in milliseconds. */
const SWEEP_EVERY = 60_000;
/** How long background work may take to end when the server stops, in milliseconds. */
const BACKGROUND_TIMEOUT = 3_000;

/** A linking server that takes requests. */
export interface LinkingServer {
  /** `publicOrigin` of the configuration. */
  readonly origin: string;
  /** The port it listens on. */
  readonly port: number;
  readonly services: Services;
  /** Stops accepting requests, waits for open ones (up to ten seconds) and background work, and closes the store. */
  stop(): Promise<void>;
}

/**
 * Starts a linking server: opens and migrates the store, takes over the unfinished operations of a killed server, and
 * listens.
 *
 * @param config See `readServerConfig`.
 * @param parts Replacements for tests.
 * @throws {ConfigurationError} If it cannot listen as configured.
 * @throws {StoreError} If the database cannot be used.
 *
 * @example
 * const server = await createLinkingServer(readServerConfig(process.env));
 * // … https://accounts.example.com/v1/me answers …
 * await server.stop();
 */
export async function createLinkingServer(
  config: ServerConfig,
  parts: { readonly clock?: Clock; readonly logger?: Logger } = {},
): Promise<LinkingServer> {
  const { logger = createLogger(config) } = parts;
  // Before anything is opened: a wrong folder must leave nothing behind.
  const portal = config.portal === undefined ? undefined : await createPortalHandler(config, config.portal, logger);
  const store = await openStore(config.database, logger);
  const databaseClock = parts.clock === undefined ? await startClock(store, logger) : undefined;
  const clock = parts.clock ?? databaseClock ?? SYSTEM_CLOCK;
  const metrics = createServerMetrics({ store, clock });
  const services = createServices({ config, clock, logger, store }, metrics.management);
  const outbox = createOutbox(services);
  let stopping = false;
  const app = createApp(
    services,
    [
      operationsRoutes(services, { metrics, isStopping: () => stopping }),
      intentRoutes(services),
      browserRoutes(services),
      accountRoutes(services),
      unlinkRoutes(services),
      historyRoutes(services),
      suggestionRoutes(services),
      flagRoutes(services),
    ],
    {
      metrics, // The response goes first.
      afterChange: () => void setImmediate(() => outbox.deliverSoon()),
      ...(portal === undefined ? {} : { portal }),
    },
  );
  const closeAll = async (loops: readonly BackgroundLoop[] = []): Promise<void> => {
    // First, so that no call waits for the rate limit: unfinished operations are resumed after the next start.
    await services.management.close();
    const ending = Promise.all([
      services.suggestions.stop(),
      databaseClock?.stop(),
      ...loops.map((loop) => loop.stop()),
    ]);
    if (!(await endsWithin(BACKGROUND_TIMEOUT, ending))) logger.warn('background work aborted');
    await store.close();
  };
  const listener = await listen(app.fetch, config).catch(async (error: unknown) => {
    // The caller gets no server to stop, so its resources are released here.
    await closeAll();
    throw error;
  });
  const { changes } = services;
  outbox.start();
  const loops = [
    startLoop({
      name: 'recover',
      every: RECOVER_EVERY,
      run: async () => {
        const { settled } = await changes.recover();
        if (settled > 0) outbox.deliverSoon();
      },
      logger,
    }),
    startLoop({
      name: 'sweep',
      every: SWEEP_EVERY,
      run: () =>
        Promise.all([
          changes.sweep(),
          sweepCachedUsers(services),
          sweepPlaces(services),
          sweepHistory(services),
          sweepIntents(services),
          sweepFlagLinks(services),
          outbox.sweep(),
        ]),
      logger,
    }),
  ];
  logger.info({ port: listener.port, origin: config.publicOrigin, store: store.kind }, 'server started');
  let stopped: Promise<void> | undefined;

  return {
    origin: config.publicOrigin,
    port: listener.port,
    services,
    stop: () => {
      stopping = true;
      stopped ??= (async () => {
        await Promise.all([listener.close(), outbox.stop()]);
        await closeAll(loops);
        logger.info('server stopped');
      })();
      return stopped;
    },
  };
}

async function startClock(store: Store, logger: Logger): Promise<DatabaseClock> {
  try {
    return await startDatabaseClock(store, { logger });
  } catch (error) {
    // The caller gets no server to stop.
    await store.close();
    throw error;
  }
}
