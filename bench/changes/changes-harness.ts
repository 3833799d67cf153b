import { randomUUID } from 'node:crypto';
import { createTenant, type Tenant } from '@onefold/tenant';
import pg from 'pg';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../scripts/configuration/local-configuration.mjs';
import { freePort } from '../../scripts/process/free-port.mjs';
import { createPostgresDatabase, dropPostgresDatabase } from '../../server/src/store/testing/embedded-postgres.ts';
import { ServerProcess } from '../../server/src/testing/fleet/server-process.ts';
import type { Account } from '../../server/src/testing/http-browser.ts';
import { ApiUser } from '../../server/src/testing/api-user.ts';

const DATABASE = 'Username-Password-Authentication';
const PASSWORD = 'a password';
/** Calls that belong to no change: the daily search for accounts with the same address, which runs after all other calls. */
const BACKGROUND = /^\?(.*&)?q=email%3A/;

/** A tenant, a PostgreSQL database, and a linking server that can be restarted with another rate. */
export interface ChangesHarness {
  readonly tenant: Tenant;
  readonly origin: string;
  /** An account with its own verified address, and GitHub accounts linked to it. */
  account(connection?: string, linked?: number): Account & { readonly id: string };
  signIn(account: Account): Promise<ApiUser>;
  /** An access token of a user who has not proved a recent sign-in. */
  token(userId: string): Promise<string>;
  /** Calls of the Management API since the journal was cleared, as `GET /api/v2/users/…`. */
  calls(): readonly string[];
  /** Restarts the server with this limit of Management API calls per second. */
  restart(callsPerSecond: number): Promise<void>;
  /** Transactions of the database so far. */
  transactions(): Promise<{ readonly committed: number; readonly rolledBack: number }>;
  /** The last part of the server's log. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts tenant, database and server on free ports. */
export async function startChangesHarness(): Promise<ChangesHarness> {
  const port = await freePort(0);
  const origin = `http://localhost:${port}`;
  const [tenant, database] = await Promise.all([
    createTenant({
      clients: [localClient(origin), ...localServerClients(origin)],
      control: true,
      rateLimit: { limit: 10_000, perSeconds: 1 },
    }),
    createPostgresDatabase(),
  ]);
  const { clientId } = localConfig(tenant.origin);
  const sealingKey = Buffer.alloc(32, 7).toString('base64');
  const { ONEFOLD_DATABASE_FILE: _, ...local } = localServerEnvironment({
    ...{ tenantOrigin: tenant.origin, serverOrigin: origin, sealingKey },
  });
  const start = (rate: number) =>
    ServerProcess.start(port, {
      ...local,
      DATABASE_URL: database,
      ONEFOLD_MANAGEMENT_RATE: `${rate}/1s`,
      ONEFOLD_REQUEST_RATE: '100000/1s',
    });
  let server = await start(1000);
  return {
    tenant,
    origin,
    account: (connection = DATABASE, linked = 0) => {
      const email = `${randomUUID()}@example.com`;
      const profile = { name: email, email, email_verified: true };
      const password = connection === DATABASE ? { password: PASSWORD } : {};
      const others = Array.from({ length: linked }, () => ({ connection: 'github', profile }));
      const { user_id: id } = tenant.control.addUser({ connection, profile, ...password, linked: others });
      return { id, connection, email, ...password };
    },
    signIn: (account) =>
      ApiUser.signIn({ origin, tenantOrigin: tenant.origin, clientId, audience: LOCAL_AUDIENCE }, account),
    token: (sub) => tenant.control.signToken({ sub, aud: LOCAL_AUDIENCE, azp: clientId }),
    calls: () =>
      tenant.control.journal
        .entries()
        .filter(({ path, query }) => path.startsWith('/api/v2/') && !BACKGROUND.test(query))
        .map(({ method, path }) => `${method} ${decodeURIComponent(path)}`),
    restart: async (rate) => {
      await server.stop();
      server = await start(rate);
    },
    log: () => server.output,
    transactions: () => transactionsOf(database),
    stop: async () => {
      await server.kill();
      await tenant.stop();
      await dropPostgresDatabase(database);
    },
  };
}

async function transactionsOf(url: string): Promise<{ readonly committed: number; readonly rolledBack: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ xact_commit: string; xact_rollback: string }>(
      'select xact_commit, xact_rollback from pg_stat_database where datname = current_database()',
    );
    return { committed: Number(rows[0]?.xact_commit), rolledBack: Number(rows[0]?.xact_rollback) };
  } finally {
    await client.end();
  }
}
