import { request as toBackend, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { once } from 'node:events';

/** Headers of one connection, which HTTP/2 does not have. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'proxy-connection']);

/** A certificate that the browser accepts, in PEM. */
interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Serves a server over TLS and HTTP/2, as the reverse proxy of a deployment does; the linking servers request the tenant over HTTP/1.1.
 *
 * @returns Ends it.
 */
export async function startHttp2Front(
  port: number,
  backendPort: number,
  { certificate: cert, key }: Certificate,
): Promise<() => Promise<void>> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createSecureServer({ cert, key, allowHTTP1: true }, (request, response) =>
    forward(backendPort, request, response),
  );
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (const session of sessions) session.destroy();
    await closed;
  };
}

function forward(port: number, request: Http2ServerRequest, response: Http2ServerResponse): void {
  const headers = { ...ofMessage(request.headers), host: request.headers[':authority'] ?? request.headers.host };
  const sent = toBackend({ port, method: request.method, path: request.url, headers }, (received) => {
    response.writeHead(received.statusCode ?? 502, ofMessage(received.headers));
    // The compatibility layer is a writable stream; its type lacks a few members that `pipe` does not use.
    received.pipe(response as unknown as ServerResponse);
  });
  // The browser sees the failed request.
  sent.on('error', () => response.stream.destroy());
  request.pipe(sent);
}

/** Without pseudo headers and those of the connection. */
function ofMessage(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(':') && !OF_CONNECTION.has(name)),
  );
}
