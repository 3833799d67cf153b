import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TenantError } from '../model/tenant-error.ts';

/** A server with or without TLS. */
export type WebServer = HttpServer | HttpsServer;

/** Binds a port and returns it. @throws TenantError `port_in_use`, `port_refused` */
export function listen(server: WebServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const code = cause.code === 'EADDRINUSE' ? 'port_in_use' : 'port_refused';
      reject(new TenantError(code, reason(cause, port), { cause }));
    });
    server.listen({ port, host }, () => resolve((server.address() as AddressInfo).port));
  });
}

function reason({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === 'EADDRINUSE') return `port ${port} is in use; choose another or 0 for a free one.`;
  if (code === 'EACCES') {
    return `this user may not listen on port ${port}; on Linux, \`sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}\` allows it until the next start.`;
  }
  return `cannot listen on port ${port}: ${message}`;
}

/** Closes the port and every connection at once. A server that does not listen is fine, too. */
export function close(server: WebServer): Promise<void> {
  return new Promise((resolve) => {
    // One turn of the event loop later, clients in this process know that their connections ended, too.
    server.close(() => setImmediate(resolve));
    server.closeAllConnections();
  });
}
