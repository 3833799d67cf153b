import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ConfigurationError } from '../configuration/settings.ts';

/** How long requests under way may take to end when the server stops, in milliseconds. */
const PATIENCE = 10_000;

/** A listening socket. */
export interface Listener {
  readonly port: number;
  /** Accepts no further connection, waits for open requests, and aborts those that take longer than ten seconds. */
  close(): Promise<void>;
}

/**
 * Listens for requests.
 *
 * @throws {ConfigurationError} Where the address cannot be had.
 */
export async function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  { host, port }: Pick<ServerConfig, 'host' | 'port'>,
): Promise<Listener> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.keepAliveTimeout = IDLE_CONNECTION;
  server.on('request', (_request, response) => {
    response.once('close', () => {
      // A stopping server keeps no connection for a next request.
      if (!server.listening) server.closeIdleConnections();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    server.listen({ host, port }, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), PATIENCE);
        // Idle connections are closed at once (Node: server.close), the others after their answer.
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigurationError([`PORT is ${port}, which another program on ${host} uses. Choose another.`]);
  }
  if (error.code === 'EACCES') {
    return new ConfigurationError([`PORT is ${port}, which this user may not listen on. Choose one above 1023.`]);
  }
  return new ConfigurationError([`HOST is ${host} and PORT is ${port}; listening there fails: ${error.message}.`]);
}

/**
 * How long an idle connection is kept, in milliseconds: longer than proxies keep theirs (a minute, as a rule), so that it is
 * they who close it. The other way round a request can meet a connection that is just being closed, and is lost.
 */
export const IDLE_CONNECTION = 75_000;
