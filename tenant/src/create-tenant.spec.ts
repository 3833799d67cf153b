import { createTenant, TenantError, type Tenant, type TenantOptions } from './index.ts';

describe('createTenant', () => {
  let tenant: Tenant | undefined;
  afterEach(() => tenant?.stop());

  /** The code and message of the refusal to start. */
  const refusal = async (options: TenantOptions) => {
    try {
      tenant = await createTenant(options);
    } catch (error) {
      // The spec expects this refusal; any other error fails the spec.
      if (!(error instanceof TenantError)) throw error;
      return { code: error.code, message: error.message };
    }
    throw new Error('The tenant started.');
  };
  const spa = { client_id: 'spa', name: 'Spa', app_type: 'spa' } as const;

  it('starts on a free port of this machine only, and reports how long that took', async () => {
    const before = performance.now();
    tenant = await createTenant({ clients: [spa] });
    process.stdout.write(`The tenant was ready in ${Math.round(performance.now() - before)} ms.\n`);
    expect(tenant.issuer).toBe(`http://localhost:${tenant.port}/`);
    expect(tenant.clients.map(({ client_id: id }) => id)).toEqual(['spa']);
    expect(tenant.people.length).toBeGreaterThan(3);
    expect((await fetch(`${tenant.origin}/nothing`)).status).toBe(404);
    const page = await (await fetch(tenant.origin)).text();
    for (const text of ['local tenant', tenant.issuer, 'spa', 'ana@example.com']) expect(page).toContain(text);
    expect(page).not.toContain('/_inspector');
  });

  it('names the port that is in use', async () => {
    const first = await createTenant();
    try {
      expect(await refusal({ port: first.port })).toEqual({
        code: 'port_in_use',
        message: `@onefold/tenant: port ${first.port} is in use; choose another or 0 for a free one.`,
      });
    } finally {
      await first.stop();
    }
  });

  it('rejects invalid options with the reason', async () => {
    expect((await refusal({ port: -1 })).code).toBe('bad_options');
    expect((await refusal({ refreshTokenLeeway: -1 })).code).toBe('bad_options');
    expect((await refusal({ database: '/nowhere/at/all/tenant.db' })).code).toBe('bad_database');
    expect((await refusal({ clients: [{ ...spa, callbacks: ['not a url'] }] })).message).toContain(
      '"not a url" is not a URL',
    );
    expect((await refusal({ clients: [{ ...spa, web_origins: ['http://a.example/path'] }] })).code).toBe('bad_client');
    expect((await refusal({ clients: [{ ...spa, app_type: 'non_interactive' }] })).message).toContain('client_secret');
    expect((await refusal({ clients: [{ ...spa, connections: ['nope'] }] })).message).toContain(
      'unknown connection "nope"',
    );
  });

  it('rejects an invalid seed', async () => {
    const user = { connection: 'missing', profile: {} };
    expect((await refusal({ seed: { connections: [], users: [user], clients: [], people: [] } })).code).toBe(
      'bad_seed',
    );
    expect((await refusal({ seed: {} as never })).code).toBe('bad_seed');
  });

  it('stops at once while a connection is open, and can be stopped twice', async () => {
    tenant = await createTenant();
    const { origin } = tenant;
    await fetch(`${origin}/.well-known/jwks.json`);
    await tenant.stop();
    await tenant.stop();
    await expectAsync(fetch(`${origin}/.well-known/jwks.json`)).toBeRejected();
  });

  it('closes the store after the last request, although its connection is closed', async () => {
    const order: string[] = [];
    const [reached, gate] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    tenant = await createTenant({
      clients: [{ ...spa, callbacks: ['http://localhost:4200/callback'] }],
      postLogin: async () => {
        reached.resolve(undefined);
        await gate.promise;
        order.push('request ended');
      },
    });
    const request = fetch(`${tenant.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'password', client_id: 'spa', username: 'ana@example.com', password: 'demo' },
      }),
    });
    await reached.promise;
    const stopped = tenant.stop().then(() => order.push('store closed'));
    await expectAsync(request).toBeRejected();
    await new Promise((resolve) => setImmediate(resolve));
    gate.resolve(undefined);
    await stopped;
    expect(order).toEqual(['request ended', 'store closed']);
  });

  it('ends a delayed request when it stops', async () => {
    tenant = await createTenant({ clients: [spa] });
    tenant.control.faults.add({ path: '/users', delayMs: 60_000 });
    const request = fetch(`${tenant.origin}/users`);
    await tenant.stop();
    await expectAsync(request).toBeRejected();
  });

  it('serves /control only if the option is set', async () => {
    tenant = await createTenant();
    expect((await fetch(`${tenant.origin}/control/users`)).status).toBe(404);
    await tenant.stop();
    tenant = await createTenant({ control: true });
    expect((await fetch(`${tenant.origin}/control/users`)).status).toBe(200);
  });

  it('applies faults at any endpoint', async () => {
    tenant = await createTenant({ clients: [spa] });
    tenant.control.faults.add({ path: '/oauth/token', status: 503, times: 1 });
    expect((await fetch(`${tenant.origin}/oauth/token`, { method: 'POST' })).status).toBe(503);
    expect((await fetch(`${tenant.origin}/oauth/token`, { method: 'POST' })).status).not.toBe(503);
  });
});
