import type { AddressInfo } from 'node:net';
import { serve, type HttpBindings, type ServerType } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { openStore } from '../store/tenant-store.ts';
import { createClock } from '../tokens/clock.ts';
import { faultMiddleware } from './fault-middleware.ts';
import { journal } from './journal.ts';
import type { TenantControl } from './tenant-control.ts';
import { createTestControl } from './testing/create-test-control.ts';
import { createTokenBucket } from '../management/http/rate-limit.ts';

describe('Faults and the journal', () => {
  let control: TenantControl;
  let app: Hono<{ Bindings: HttpBindings }>;
  let served: string[];
  beforeEach(() => {
    served = [];
    const clock = createClock();
    const store = openStore(':memory:');
    control = createTestControl(
      store,
      clock,
      createTokenBucket(() => clock.now()),
    );
    app = new Hono<{ Bindings: HttpBindings }>();
    app.use('*', journal(control, clock));
    app.use('*', faultMiddleware(control, clock, new AbortController().signal));
    app.get('/past-hono', (c) => {
      served.push(c.req.path);
      c.env.outgoing.writeHead(418).end();
      return RESPONSE_ALREADY_SENT;
    });
    app.all('*', (c) => {
      served.push(c.req.path);
      return c.text('fine', 200, { 'X-Served': 'yes' });
    });
  });

  it('respond with the status, body and headers of the rule, as many times as it specifies', async () => {
    control.faults.add({
      method: 'POST',
      path: '/api/v2/users/*/identities',
      status: 503,
      body: { message: 'later' },
      headers: { 'Retry-After': '7' },
      times: 1,
    });
    const path = '/api/v2/users/auth0%7C1/identities';
    expect((await app.request(path)).status).toBe(200);
    const failed = await app.request(path, { method: 'POST' });
    expect([failed.status, failed.headers.get('Retry-After')]).toEqual([503, '7']);
    expect(await failed.json()).toEqual({ message: 'later' });
    expect((await app.request(path, { method: 'POST' })).status).toBe(200);
  });

  it("have a body of Auth0's shape if the rule gives none, and let a page read it", async () => {
    control.faults.add({ path: '/api/*', status: 500 });
    const failed = await app.request('/api/v2/users', { headers: { Origin: 'http://localhost:4200' } });
    expect(await failed.json()).toEqual({
      statusCode: 500,
      error: 'Internal Server Error',
      message: 'Injected fault',
      errorCode: 'injected_fault',
    });
    expect(failed.headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:4200');
    expect(failed.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After');
  });

  it('skip preflights unless the rule names their method', async () => {
    control.faults.add({ path: '/api/*', status: 500 });
    expect((await app.request('/api/v2/users', { method: 'OPTIONS' })).status).toBe(200);
    control.faults.add({ path: '/api/*', method: 'OPTIONS', status: 500 });
    expect((await app.request('/api/v2/users', { method: 'OPTIONS' })).status).toBe(500);
  });

  it('hold requests until as many have arrived as the rule gathers', async () => {
    control.faults.add({ method: 'DELETE', path: '/api/*', gather: 2 });
    const first = Promise.resolve(app.request('/api/first', { method: 'DELETE' }));
    await app.request('/another');
    expect(served).toEqual(['/another']);
    await Promise.all([first, app.request('/api/second', { method: 'DELETE' })]);
    expect(served.slice(1).sort()).toEqual(['/api/first', '/api/second']);
  });

  it('release waiting requests when the rule or all rules are removed', async () => {
    for (const release of [(id: string) => control.faults.remove(id), () => control.faults.clear()]) {
      const id = control.faults.add({ path: '/api/*', gather: 2 });
      const delayed = Promise.resolve(app.request('/api/first'));
      await app.request('/another');
      expect(served).not.toContain('/api/first');
      release(id);
      expect(await (await delayed).text()).toBe('fine');
      served.length = 0;
    }
  });

  it('release waiting requests if the rule applies to fewer than it gathers', async () => {
    control.faults.add({ path: '/api/*', gather: 3, times: 1 });
    expect(await (await app.request('/api/first')).text()).toBe('fine');
  });

  it('handle the request normally after a delay', async () => {
    control.faults.add({ path: '/oauth/token', delayMs: 1, times: 1 });
    expect(await (await app.request('/oauth/token', { method: 'POST' })).text()).toBe('fine');
    expect(control.faults.list()).toEqual([]);
  });

  it('replace the response after the request is handled', async () => {
    control.faults.add({ path: '/done', status: 503, afterwards: true, times: 1 });
    const response = await app.request('/done');
    expect([response.status, response.headers.get('X-Served'), served]).toEqual([503, null, ['/done']]);
    control.faults.add({ path: '/late', delayMs: 1, afterwards: true, times: 1 });
    const late = await app.request('/late');
    expect([late.status, await late.text(), served]).toEqual([200, 'fine', ['/done', '/late']]);
  });

  it('match the whole path, with special characters as plain text', async () => {
    control.faults.add({ path: '/a.b', status: 500 });
    expect((await app.request('/axb')).status).toBe(200);
    expect((await app.request('/a.b/c')).status).toBe(200);
    expect((await app.request('/a.b?x=1')).status).toBe(500);
  });

  describe('on a real server', () => {
    let server: ServerType;
    let origin: string;
    beforeEach(async () => {
      server = await new Promise<ServerType>((resolve) => {
        const started: ServerType = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
      });
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

    it('cut the connection', async () => {
      const id = control.faults.add({ path: '/gone', drop: true });
      await expectAsync(fetch(`${origin}/gone`)).toBeRejectedWithError(TypeError);
      expect(control.journal.entries().at(-1)?.status).toBe(0);
      control.faults.remove(id);
      expect((await fetch(`${origin}/gone`)).status).toBe(200);
    });

    it('drop the response after the request is handled, by Hono or by another handler', async () => {
      for (const path of ['/lost', '/past-hono']) {
        control.faults.add({ path, drop: true, afterwards: true, times: 1 });
        await expectAsync(fetch(`${origin}${path}`)).toBeRejectedWithError(TypeError);
        expect(served).toContain(path);
        expect(control.journal.entries().at(-1)).toEqual(jasmine.objectContaining({ path, status: 0 }));
        expect((await fetch(`${origin}${path}`)).ok).toBe(path === '/lost');
      }
    });

    it('record the status of responses that bypass Hono', async () => {
      expect((await fetch(`${origin}/past-hono`)).status).toBe(418);
      expect(control.journal.entries().at(-1)?.status).toBe(418);
    });
  });

  it('record requests with method, path, query, status, origin and credentials', async () => {
    await app.request('/authorize?state=x', {
      headers: { Authorization: 'Bearer secret', Origin: 'http://localhost:4200' },
    });
    await app.request('/control/journal');
    expect(control.journal.entries().map(({ at: _at, ...entry }) => entry)).toEqual([
      {
        method: 'GET',
        path: '/authorize',
        query: '?state=x',
        status: 200,
        origin: 'http://localhost:4200',
        headers: { authorization: 'Bearer secret', origin: 'http://localhost:4200' },
      },
    ]);
  });
});
