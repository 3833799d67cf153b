import { type IncomingMessage, createServer } from 'node:http';
import { IDLE_CONNECTION } from '../http/listen.ts';
import { type PortalConfig, type PortalContent, portalContent, readPortal } from './portal-content.ts';
import { handlePortalRequest } from './handle-portal-request.ts';

/** A portal that is being served. */
export interface ServedPortal {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves a built portal alone, on loopback: compressed, cached, and with the headers a production server should send. For
 * development and tests; the linking server answers the same with `--portal`.
 *
 * @param options.port Default 0: any free port.
 * @param options.config Answer of `/config.json`; a function if it depends on the portal's own origin, called
 *   before any request is answered.
 */
export async function servePortal({
  port = 0,
  config,
  folder,
}: {
  readonly port?: number;
  readonly config: PortalConfig | ((origin: string) => PortalConfig | Promise<PortalConfig>);
  readonly folder: string;
}): Promise<ServedPortal> {
  const files = await readPortal(folder);
  const content = Promise.withResolvers<PortalContent>();
  const server = createServer({ keepAliveTimeout: IDLE_CONNECTION }, (request, response) => {
    content.promise
      .then((ready) => handlePortalRequest(ready, requestOf(request)))
      .then(({ status, headers, body }) => {
        response.writeHead(status, body === undefined ? headers : { ...headers, 'Content-Length': body.byteLength });
        response.end(request.method === 'HEAD' ? undefined : body);
      })
      .catch((error: unknown) => {
        // The user sees a broken connection; the log has the reason.
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => resolve());
  });
  const address = server.address();
  const bound = address !== null && typeof address === 'object' ? address.port : port;
  // `localhost`, not 127.0.0.1: only the same host name is same-site with the local tenant.
  const origin = `http://localhost:${bound}`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    content.resolve(portalContent(files, typeof config === 'function' ? await config(origin) : config));
  } catch (error) {
    // Without a configuration there is nothing to serve: release the port.
    await close();
    throw error;
  }
  return { origin, port: bound, close };
}

function requestOf({ method = 'GET', url = '/', headers }: IncomingMessage): Parameters<typeof handlePortalRequest>[1] {
  const list = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    [value ?? ''].flat().join(', '),
  ]);
  return { method, url, headers: new Headers(list) };
}
