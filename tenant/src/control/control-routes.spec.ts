import { Hono } from 'hono';
import { applySeed } from '../seed/apply-seed.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import { openStore, type TenantStore } from '../store/tenant-store.ts';
import { createClock, type Clock } from '../tokens/clock.ts';
import { controlRoutes } from './control-routes.ts';
import type { TenantControl } from './tenant-control.ts';
import { createTestControl } from './testing/create-test-control.ts';
import { createTokenBucket, type TokenBucket } from '../management/http/rate-limit.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('The control over HTTP', () => {
  let store: TenantStore;
  let clock: Clock;
  let bucket: TokenBucket;
  let control: TenantControl;
  let app: Hono;
  beforeEach(() => {
    clock = createClock(() => 0);
    store = openStore(':memory:');
    applySeed(store, DEMO_SEED);
    store.clients.upsert({ client_id: 'app', name: 'App', app_type: 'spa' });
    bucket = createTokenBucket(() => clock.now());
    control = createTestControl(store, clock, bucket);
    app = new Hono();
    app.route('/control', controlRoutes(control));
  });
  afterEach(() => store.close());

  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    app.request(`http://localhost/control${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  it('does everything that the in-process control does', async () => {
    const ana = encodeURIComponent(ANA);
    const added = await call('POST', '/users', { connection: 'email', profile: { email: 'x@example.com' } });
    expect(added.status).toBe(201);
    expect((await call('PATCH', `/users/${ana}`, { profile: { email_verified: false } })).status).toBe(200);
    expect(store.users.get(ANA)?.email_verified).toBeFalse();
    expect((await call('POST', `/users/${ana}/block`)).status).toBe(204);
    expect(store.users.get(ANA)?.blocked).toBeTrue();
    expect((await call('POST', `/users/${ana}/unblock`)).status).toBe(204);
    expect(store.users.get(ANA)?.blocked).toBeFalse();
    store.payloads.upsert('Session', 's', { accountId: ANA });
    expect(await (await call('DELETE', `/users/${ana}/sessions`)).json()).toEqual({ revoked: 1 });
    await call('PUT', '/clients/app/connections/github', { enabled: false });
    expect(store.clients.get('app')?.connections).not.toContain('github');
    const fault = (await (await call('POST', '/faults', { path: '/x', status: 500 })).json()) as { id: string };
    expect(control.faults.list()).toEqual([{ id: fault.id, path: '/x', status: 500 }]);
    expect(await (await call('GET', '/faults')).json()).toEqual([{ id: fault.id, path: '/x', status: 500 }]);
    await call('DELETE', `/faults/${fault.id}`);
    expect(control.faults.list()).toEqual([]);
    await call('PUT', '/rate-limit', { limit: 3, perSeconds: 1 });
    expect(bucket.take().limit).toBe(3);
    expect((await call('PUT', '/connections/github/reauthentication', { behavior: 'old' })).status).toBe(204);
    const signed = await call('POST', '/tokens', { claims: { sub: ANA }, header: { typ: 'at+jwt' } });
    expect(await signed.json()).toEqual({ token: '{"header":{"typ":"at+jwt"},"claims":{"sub":"' + ANA + '"}}' });
    await call('POST', '/clock', { advance: 90 });
    expect(clock.now()).toBe(90_000);
    control.journal.record({ at: '', method: 'GET', path: '/', query: '', status: 200, headers: {} });
    expect((await (await call('GET', '/journal')).json()) as unknown[]).toHaveSize(1);
    await call('DELETE', '/journal');
    expect(control.journal.entries()).toEqual([]);
    expect((await call('POST', '/reset')).status).toBe(204);
    expect((await (await call('GET', '/users')).json()) as unknown[]).toHaveSize(DEMO_SEED.users.length);
    await call('POST', '/faults', { path: '/x', status: 500 });
    await call('DELETE', '/faults');
    expect(control.faults.list()).toEqual([]);
  });

  it('responds with 400 to invalid and 404 to unknown requests', async () => {
    const bad: readonly [method: string, path: string, body?: unknown][] = [
      ['POST', '/users', '{'],
      ['POST', '/users', { connection: 'nowhere', profile: {} }],
      ['POST', '/faults', { path: 'no-slash', status: 500 }],
      ['POST', '/faults', { path: '/x', status: 42 }],
      ['PUT', '/rate-limit', { limit: 0, perSeconds: 1 }],
      ['PUT', '/clients/unknown/connections/github', { enabled: true }],
      ['PATCH', '/users/auth0%7Cgone', { blocked: true }],
      ['POST', '/clock', { advance: 'x' }],
      ['PUT', '/connections/github/reauthentication', { behavior: 'never' }],
      ['PUT', '/connections/nowhere/reauthentication', { behavior: 'old' }],
      ['POST', '/tokens', { claims: 'x' }],
    ];
    for (const [method, path, body] of bad) expect((await call(method, path, body)).status).toBe(400);
    expect((await call('GET', '/nothing')).status).toBe(404);
  });

  it('rejects web pages, other names for this machine and other machines', async () => {
    expect((await call('POST', '/reset', undefined, { Origin: 'http://localhost:4200' })).status).toBe(403);
    expect((await call('GET', '/users', undefined, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await app.request('http://rebound.example/control/users')).status).toBe(403);
    const incoming = { socket: { remoteAddress: '192.0.2.7' } };
    expect((await app.request('http://localhost/control/users', {}, { incoming })).status).toBe(403);
    expect((await call('GET', '/users')).status).toBe(200);
  });
});
