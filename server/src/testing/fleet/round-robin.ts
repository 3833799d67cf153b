import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { IDLE_CONNECTION } from '../../http/listen.ts';

/** Headers of one connection, which a proxy does not pass on (RFC 9110 §7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

/** A load balancer on loopback. */
export interface RoundRobin {
  readonly origin: string;
  /** Ports that take turns, request by request. */
  setTargets(ports: readonly number[]): void;
  /** How many requests each port has taken. */
  counts(): ReadonlyMap<number, number>;
  close(): Promise<void>;
}

/**
 * Starts a proxy that gives each request to the next server. A server that takes no connection is passed over; a request
 * that a server had already begun is answered with 502, because sending it again could apply it twice.
 */
export async function startRoundRobin(): Promise<RoundRobin> {
  let targets: readonly number[] = [];
  let nextIndex = 0;
  const counts = new Map<number, number>();

  const server = createServer({ keepAliveTimeout: IDLE_CONNECTION }, (request, response) => {
    const first = nextIndex++;
    const order = targets.map((_, index) => targets[(first + index) % targets.length] ?? 0);
    forward(request, response, order, (port) => counts.set(port, (counts.get(port) ?? 0) + 1));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    setTargets: (ports) => {
      targets = ports;
    },
    counts: () => counts,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  [port, ...others]: readonly number[],
  count: (port: number) => void,
): void {
  if (port === undefined) {
    response.writeHead(503).end('No server takes requests.');
    return;
  }
  let connected = false;
  const upstream = send({
    host: '127.0.0.1',
    port,
    method: request.method,
    path: request.url,
    headers: forwardedHeaders(request),
    // A reused connection may lead to a process that has been killed since.
    agent: false,
  });
  upstream.once('socket', (socket) => {
    socket.once('connect', () => {
      connected = true;
      count(port);
      request.pipe(upstream);
    });
  });
  upstream.once('response', (upstreamResponse) => {
    response.writeHead(
      upstreamResponse.statusCode ?? 502,
      upstreamResponse.statusMessage,
      forwardedRawHeaders(upstreamResponse.rawHeaders),
    );
    // A response that is cut off must not look complete: pipeline destroys the other end.
    pipeline(upstreamResponse, response, () => undefined);
  });
  upstream.once('error', () => {
    if (!connected) forward(request, response, others, count);
    else if (response.headersSent) response.destroy();
    else response.writeHead(502).end('The server ended while it worked on this request.');
  });
  response.once('close', () => upstream.destroy());
}

function forwardedHeaders(request: IncomingMessage): string[] {
  const headers = forwardedRawHeaders(request.rawHeaders);
  headers.push('X-Forwarded-For', request.socket.remoteAddress ?? 'unknown', 'Connection', 'close');
  // Without it the body of a DELETE without length would be lost.
  if (request.headers['transfer-encoding'] !== undefined) headers.push('Transfer-Encoding', 'chunked');
  return headers;
}

/** Names and values in turn, as received, so that repeated headers stay separate. */
function forwardedRawHeaders(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index], raw[index + 1]];
    if (!HOP_BY_HOP.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
