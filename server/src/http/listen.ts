import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ConfigurationError } from '../configuration/settings.ts';

/** How long current requests may take when the server stops, in milliseconds. */
const STOP_TIMEOUT = 10_000;

/** A listening socket. */
export interface Listener {
  readonly port: number;
  /** Accepts no further connections, waits for current requests, and aborts those that take longer than ten seconds. */
  close(): Promise<void>;
}

/**
 * Listens for requests.
 *
 * @throws {ConfigurationError} If the address is not available.
 */
export async function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  { host, port }: Pick<ServerConfig, 'host' | 'port'>,
): Promise<Listener> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.keepAliveTimeout = IDLE_CONNECTION;
  server.on('request', (_request, response) => {
    response.once('close', () => {
      // A stopping server keeps no connection alive.
      if (!server.listening) server.closeIdleConnections();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host, port }, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT);
        // Closes idle connections immediately (Node: server.close), the others after their response.
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigurationError([`PORT is ${port}, which another program on ${host} uses. Set another port.`]);
  }
  if (error.code === 'EACCES') {
    return new ConfigurationError([`PORT is ${port}, which requires more privileges. Set a port above 1023.`]);
  }
  return new ConfigurationError([
    `HOST is ${host} and PORT is ${port}; the server cannot listen there: ${error.message}.`,
  ]);
}

/**
 * How long an idle connection is kept, in milliseconds: longer than proxies do (usually a minute), so that the proxy closes it.
 * Otherwise a request could be lost on a connection that this server is closing.
 */
export const IDLE_CONNECTION = 75_000;
