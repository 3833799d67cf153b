import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRoundRobin, type RoundRobin } from './round-robin.ts';

describe('startRoundRobin', () => {
  let proxy: RoundRobin;
  let servers: Server[];

  beforeEach(async () => {
    servers = [];
    proxy = await startRoundRobin();
  });

  afterEach(async () => {
    await proxy.close();
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  const listen = async (listener: RequestListener): Promise<number> => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const serverNamed = (name: string) =>
    listen((_request, response) => {
      response.end(name);
    });
  const text = async () => (await fetch(proxy.origin)).text();

  it('sends the requests to the servers in turn', async () => {
    proxy.setTargets([await serverNamed('a'), await serverNamed('b'), await serverNamed('c')]);
    const responses: string[] = [];
    for (let count = 0; count < 6; count++) responses.push(await text());
    expect(responses).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
    expect([...proxy.counts().values()]).toEqual([2, 2, 2]);
  });

  it('skips a server that accepts no connection', async () => {
    const [a, stopped] = [await serverNamed('a'), await serverNamed('gone')];
    servers[1]?.close();
    proxy.setTargets([stopped, a]);
    expect([await text(), await text()]).toEqual(['a', 'a']);
  });

  it('responds with 503 if no server is left', async () => {
    expect((await fetch(proxy.origin)).status).toBe(503);
  });

  it('does not retry a request that a server had begun', async () => {
    let begun = 0;
    const crashing = await listen((request) => {
      begun++;
      request.socket.destroy();
    });
    proxy.setTargets([crashing, crashing]);
    expect((await fetch(proxy.origin, { method: 'POST', body: 'once' })).status).toBe(502);
    expect(begun).toBe(1);
  });

  it('forwards method, address, host, headers and body, and names the client', async () => {
    const echo = await listen((request, response) => {
      const { method, url, headers } = request;
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.end(JSON.stringify({ method, url, headers, body })));
    });
    proxy.setTargets([echo]);
    const response = await fetch(`${proxy.origin}/a%20b?c=d`, {
      method: 'DELETE',
      headers: { 'x-one': '1', 'content-type': 'text/plain' },
      body: 'text',
    });
    const body = (await response.json()) as { headers: Record<string, string> };
    expect(body).toEqual(jasmine.objectContaining({ method: 'DELETE', url: '/a%20b?c=d', body: 'text' }));
    expect(body.headers).toEqual(
      jasmine.objectContaining({
        host: new URL(proxy.origin).host,
        'x-one': '1',
        'x-forwarded-for': jasmine.stringMatching('127.0.0.1'),
      }),
    );
  });

  it('returns status, repeated headers and redirects unchanged', async () => {
    const upstream = await listen((_request, response) => {
      response.writeHead(303, [
        ...['Location', 'https://elsewhere.example/', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'],
      ]);
      response.end();
    });
    proxy.setTargets([upstream]);
    const response = await fetch(proxy.origin, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('https://elsewhere.example/');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('streams: the first chunk arrives before the last is written', async () => {
    const arrived = Promise.withResolvers<undefined>();
    const streaming = await listen((_request, response) => {
      response.write('first');
      void arrived.promise.then(() => response.end('last'));
    });
    proxy.setTargets([streaming]);
    const parts: string[] = [];
    for await (const chunk of (await fetch(proxy.origin)).body ?? []) {
      parts.push(Buffer.from(chunk).toString());
      arrived.resolve(undefined);
    }
    expect(parts).toEqual(['first', 'last']);
  });

  it('closes the connection if the server does', async () => {
    const breaking = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    proxy.setTargets([breaking]);
    await expectAsync(fetch(proxy.origin).then((response) => response.text())).toBeRejected();
  });
});
