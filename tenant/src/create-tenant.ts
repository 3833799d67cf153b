import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createClock } from './control/clock.ts';
import { createReauthentication } from './control/reauthentication.ts';
import { createTenantControl, type TenantControl } from './control/tenant-control.ts';
import { createTokenBucket } from './control/token-bucket.ts';
import type { DemoPerson } from './model/demo-person.ts';
import type { TenantClient } from './model/tenant-client.ts';
import { createTokenSigner } from './oidc/sign-token.ts';
import { loadSigningKey } from './oidc/signing-key.ts';
import type { TenantContext } from './oidc/tenant-context.ts';
import { seedIfEmpty } from './seed/apply-seed.ts';
import { DEMO_SEED } from './seed/demo-seed.ts';
import { StoreError } from './store/store-error.ts';
import { openStore, type TenantStore } from './store/tenant-store.ts';
import { tenantApp } from './tenant-app.ts';
import { TenantError } from './tenant-error.ts';
import { checkOptions, type TenantOptions } from './tenant-options.ts';

/** A running tenant. */
export interface Tenant {
  /** `http://localhost:PORT/` */
  readonly issuer: string;
  /** `http://localhost:PORT` */
  readonly origin: string;
  readonly port: number;
  readonly clients: readonly TenantClient[];
  readonly people: readonly DemoPerson[];
  /** Reset, clock, faults and more; works in-process whether or not `/control` is served. */
  readonly control: TenantControl;
  /** Closes the port and every connection at once, then the store. A second call waits for the first. */
  stop(): Promise<void>;
}

/**
 * Starts a local tenant on the loopback interface.
 * @example
 * const tenant = await createTenant({ clients: [{ client_id: 'app', name: 'App', app_type: 'spa', callbacks: [...] }] });
 * // … sign in at tenant.issuer …
 * await tenant.stop();
 * @throws TenantError
 */
export async function createTenant(options: TenantOptions = {}): Promise<Tenant> {
  checkOptions(options);
  const clock = createClock();
  const seed = options.seed ?? DEMO_SEED;
  const store = fill(
    open(options.database ?? ':memory:', () => clock.now()),
    options,
  );
  const server = createServer();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= close(server).then(() => store.close()));
  try {
    const [signingKey, port] = await Promise.all([loadSigningKey(store), listen(server, options.port ?? 0)]);
    const origin = `http://localhost:${port}`;
    const issuer = `${origin}/`;
    const bucket = createTokenBucket(() => clock.now(), options.rateLimit);
    const limit = options.rateLimit === undefined ? {} : { rateLimit: options.rateLimit };
    const reauthentication = createReauthentication();
    const signToken = createTokenSigner(signingKey, issuer, clock);
    const control = createTenantControl({ store, seed, clock, bucket, reauthentication, signToken, ...limit });
    const context: TenantContext = {
      ...{ store, clock, issuer, origin, port, reauthentication },
      ...(options.postLogin === undefined ? {} : { postLogin: options.postLogin }),
      people: seed.people,
      managementAudience: `${issuer}api/v2/`,
      refreshTokenLeeway: options.refreshTokenLeeway ?? 0,
    };
    const app = tenantApp({ context, signingKey, control, bucket, withControl: options.control === true });
    const answer = getRequestListener(app.fetch);
    server.on('request', (request, response) => void answer(request, response));
    return { ...{ issuer, origin, port, control, stop }, clients: store.clients.list(), people: seed.people };
  } catch (error) {
    await stop();
    throw error;
  }
}

function open(database: string, now: () => number): TenantStore {
  try {
    return openStore(database, now);
  } catch (cause) {
    throw new TenantError('bad_database', `cannot use the database ${database}.`, { cause });
  }
}

/** Fills an empty store with the seed and registers the clients. */
function fill(store: TenantStore, { seed = DEMO_SEED, clients = [] }: TenantOptions): TenantStore {
  try {
    seedIfEmpty(store, seed);
    for (const client of [...seed.clients, ...clients]) store.clients.upsert(client);
    return store;
  } catch (cause) {
    store.close();
    if (!(cause instanceof StoreError)) throw cause;
    throw new TenantError('bad_seed', `the seed cannot be used: ${cause.message}`, { cause });
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const busy = cause.code === 'EADDRINUSE';
      const message = busy
        ? `port ${port} is in use; choose another or 0 for a free one.`
        : `cannot listen on port ${port}: ${cause.message}`;
      reject(new TenantError(busy ? 'port_in_use' : 'port_refused', message, { cause }));
    });
    server.listen({ port, host: '127.0.0.1' }, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // One turn of the event loop later, clients in this process know that their connections ended, too.
    server.close(() => setImmediate(resolve));
    server.closeAllConnections();
  });
}
