import { freePort } from '../../../../scripts/process/free-port.mjs';
import { createPostgresDatabase, dropPostgresDatabase } from '../../store/testing/embedded-postgres.ts';
import { startRoundRobin } from './round-robin.ts';
import { ServerProcess } from './server-process.ts';

/** Several linking servers that behave as one. */
export interface ServerFleet {
  /** Where browsers reach it: a proxy that gives each request to the next process. */
  readonly origin: string;
  /** `DATABASE_URL` of the PostgreSQL all share. */
  readonly databaseUrl: string;
  /** How many requests each process has taken since the beginning. */
  requests(): readonly number[];
  /** Ends a process at once (`SIGKILL`). */
  kill(index: number): Promise<void>;
  /** Starts a process that was killed again. */
  restart(index: number): Promise<void>;
  /** The end of the processes' output. */
  output(): string;
  /** Stops them and removes the database. @throws {Error} Where one does not stop as it should. */
  stop(): Promise<void>;
}

/**
 * Starts linking servers as separate processes (`bin/onefold-server.mjs`) on one new PostgreSQL database, behind one
 * origin.
 *
 * @param environment Made from the origin, because tenant and servers must know it: the environment of one server without
 *   `PORT` and database.
 * @param own Environment of one server alone.
 *
 * @example
 * const fleet = await startServerFleet(4, (serverOrigin) => localServerEnvironment({ tenantOrigin, serverOrigin }));
 */
export async function startServerFleet(
  size: number,
  environment: (origin: string) => Promise<Record<string, string>> | Record<string, string>,
  own: (index: number) => Readonly<Record<string, string>> = () => ({}),
): Promise<ServerFleet> {
  const proxy = await startRoundRobin();
  const databaseUrl = await createPostgresDatabase();
  const servers: ServerProcess[] = [];
  const env: Record<string, string> = {
    ...(await environment(proxy.origin)),
    DATABASE_URL: databaseUrl,
    ONEFOLD_DATABASE_FILE: '',
    TRUSTED_PROXIES: '1',
  };

  const stop = async () => {
    await proxy.close();
    const stopped = await Promise.allSettled(servers.map((server) => server.stop()));
    await dropPostgresDatabase(databaseUrl);
    const failure = stopped.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason as Error;
  };

  const ports: number[] = [];
  while (ports.length < size) ports.push(await freePort(0, ports));
  const started = await Promise.allSettled(
    ports.map((port, index) => ServerProcess.startBundled(port, { ...env, ...own(index) })),
  );
  for (const result of started) if (result.status === 'fulfilled') servers.push(result.value);
  const failure = started.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason as Error;
  }
  proxy.setTargets(ports);

  const at = (index: number): ServerProcess => {
    const server = servers[index];
    if (server === undefined) throw new RangeError(`Server ${index} does not exist.`);
    return server;
  };
  return {
    origin: proxy.origin,
    databaseUrl,
    requests: () => ports.map((port) => proxy.counts().get(port) ?? 0),
    kill: (index) => at(index).kill(),
    restart: async (index) => {
      servers[index] = await ServerProcess.startBundled(at(index).port, { ...env, ...own(index) });
    },
    output: () => servers.map((server) => server.output).join('\n'),
    stop,
  };
}
