/** The lower bound of a cached view, in the server's own HTTP stack: verify the same token, read one row, send a profile's size. */
import { createAccessTokenVerifier } from '../../server/src/auth0/access-token-verifier.ts';
import { readServerConfig } from '../../server/src/configuration/read-server-config.ts';
import { createApp } from '../../server/src/http/create-app.ts';
import { newRoutes } from '../../server/src/http/http-environment.ts';
import { createServerMetrics } from '../../server/src/http/server-metrics.ts';
import { SYSTEM_CLOCK } from '../../server/src/platform/clock.ts';
import { createLogger } from '../../server/src/platform/logger.ts';
import { openStore } from '../../server/src/store/open-store.ts';
import { listenAsChild } from './listen-as-child.ts';

const { environment, response } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly environment: Record<string, string>;
  readonly response: string;
};
const config = readServerConfig(environment);
const [clock, logger, store] = [SYSTEM_CLOCK, createLogger(config), await openStore(config.database)];
const services = { config, clock, logger, store, tokens: createAccessTokenVerifier({ config, clock }) };
const routes = newRoutes();

routes.get('/v1/me', async (c) => {
  await store.db
    .selectFrom('cached_users')
    .select(['document', 'fetched_at', 'version'])
    .where('user_id', '=', c.var.caller.subject)
    .executeTakeFirst();
  return c.body(response, 200, { 'content-type': 'application/json' });
});
listenAsChild(createApp(services, [routes], { metrics: createServerMetrics(services) }));
