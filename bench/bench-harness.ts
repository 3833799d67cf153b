import { createTenant, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../scripts/configuration/local-configuration.mjs';
import { freePort } from '../scripts/process/free-port.mjs';
import { ServerProcess } from '../server/src/testing/fleet/server-process.ts';
import type { Account } from '../server/src/testing/http-browser.ts';
import { ApiUser } from '../server/src/testing/api-user.ts';
import type { Viewer } from './view-profile.ts';

/** The tenant's rate limit, which is also the server's setting. */
const RATE = { limit: 2, perSeconds: 1 };

/** A user who also changes their account. */
export interface Writer extends Viewer {
  readonly user: ApiUser;
  /** The linked identity that the user unlinks. */
  readonly linked: { readonly provider: string; readonly user_id: string };
}

/** A tenant with users, and the linking server in a separate process. */
export interface BenchHarness {
  readonly tenant: Tenant;
  readonly origin: string;
  readonly serverPid: number;
  readonly viewers: readonly Viewer[];
  /** Signs in more users, each with a proved recent sign-in. */
  writers(count: number): Promise<readonly Writer[]>;
  /** Calls of the Management API since this was last called. */
  takeCalls(): { readonly views: number; readonly background: number; readonly refused: number };
  /** Applies the rate limit of the benchmark to the tenant. */
  limit(): void;
  stopServer(): Promise<void>;
  stop(): Promise<void>;
}

/** Query of calls that belong to no view: the daily search for accounts with the same address, which runs after all other calls. */
const BACKGROUND = /^\?(.*&)?q=email%3A/;

/** Starts tenant and server on free ports; all data is in memory. */
export async function startBenchHarness(userCount: number): Promise<BenchHarness> {
  const port = await freePort(0);
  const origin = `http://localhost:${port}`;
  const tenant = await createTenant({
    clients: [localClient(origin), ...localServerClients(origin)],
    control: true,
    rateLimit: { limit: 10_000, perSeconds: 1 },
  });
  const { clientId } = localConfig(tenant.origin);
  const tokenFor = (sub: string) => tenant.control.signToken({ sub, aud: LOCAL_AUDIENCE, azp: clientId });
  const viewers = await Promise.all(
    Array.from({ length: userCount }, async (_, index): Promise<Viewer> => {
      const { user_id } = addUser(tenant, `viewer${index}`);
      return { userId: user_id, token: await tokenFor(user_id) };
    }),
  );
  const server = await ServerProcess.start(port, {
    ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin: origin }),
    ONEFOLD_MANAGEMENT_RATE: `${RATE.limit}/${RATE.perSeconds}s`,
    ONEFOLD_REQUEST_RATE: '100000/1s',
  });
  const portal = { origin, tenantOrigin: tenant.origin, clientId, audience: LOCAL_AUDIENCE };

  return {
    tenant,
    origin,
    serverPid: server.pid,
    viewers,
    writers: (count) =>
      Promise.all(
        Array.from({ length: count }, async (_, index): Promise<Writer> => {
          const { user_id, identities, ...account } = addUser(tenant, `writer${index}`);
          const user = await ApiUser.signIn(portal, account);
          await user.elevate();
          const linked = { provider: 'github', user_id: String(identities[1]?.user_id) };
          return { userId: user_id, token: await tokenFor(user_id), user, linked };
        }),
      ),
    takeCalls: () => {
      const calls = tenant.control.journal.entries().filter(({ path }) => path.startsWith('/api/v2/'));
      tenant.control.journal.clear();
      const background = calls.filter(({ query }) => BACKGROUND.test(query)).length;
      return {
        views: calls.length - background,
        background,
        refused: calls.filter(({ status }) => status === 429).length,
      };
    },
    limit: () => tenant.control.setRateLimit(RATE),
    stopServer: () => server.stop(),
    stop: async () => {
      await server.kill();
      await tenant.stop();
    },
  };
}

/** Adds a user with a password and a linked GitHub account. */
function addUser(tenant: Tenant, name: string): ReturnType<Tenant['control']['addUser']> & Account {
  const [email, password, connection] = [`${name}@example.com`, 'a password', 'Username-Password-Authentication'];
  const profile = { name, email, email_verified: true };
  const linked = [{ connection: 'github', profile }];
  return { ...tenant.control.addUser({ connection, password, profile, linked }), email, password, connection };
}
