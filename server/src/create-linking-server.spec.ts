import { readFileSync } from 'node:fs';
import { createTenant, type Tenant } from '@onefold/tenant';
import { sql } from 'kysely';
import { freePort } from '../../scripts/process/free-port.mjs';
import { readServerConfig } from './configuration/read-server-config.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import { ConfigurationError } from './configuration/settings.ts';
import { createLinkingServer, type LinkingServer } from './create-linking-server.ts';
import { serverClients } from './testing/server-clients.ts';
import { CONFIG, QUIET } from './http/testing/http-harness.ts';

describe('A linking server', () => {
  let tenant: Tenant;
  let config: ServerConfig;
  let server: LinkingServer;

  beforeEach(async () => {
    const port = await freePort(0);
    tenant = await createTenant({ clients: serverClients(`http://localhost:${port}`) });
    config = readServerConfig({
      ONEFOLD_PUBLIC_ORIGIN: `http://localhost:${port}`,
      PORT: String(port),
      AUTH0_DOMAIN: tenant.origin,
      AUTH0_AUDIENCE: 'https://api.example.com/',
      AUTH0_CLIENT_ID: 'portal',
      ONEFOLD_SERVER_CLIENT_ID: 'server',
      ONEFOLD_SERVER_CLIENT_SECRET: 'secret',
      ONEFOLD_MACHINE_CLIENT_ID: 'machine',
      ONEFOLD_MACHINE_CLIENT_SECRET: 'secret',
      ONEFOLD_CONNECTIONS: 'github',
      ONEFOLD_SEALING_KEY: Buffer.alloc(32).toString('base64'),
      ONEFOLD_DATABASE_FILE: ':memory:',
    });
    server = await createLinkingServer(config, { logger: QUIET });
  });

  afterEach(async () => {
    await server.stop();
    await tenant.stop();
  });

  const request = (path: string, init?: RequestInit): Promise<Response> => fetch(`${server.origin}${path}`, init);

  it('is alive, and ready while store and tenant are reachable', async () => {
    expect((await request('/healthz')).status).toBe(200);
    const ready = await request('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      ...{ status: 'ready', store: true, issuer: true, stopping: false },
      ...{ problems: [], warnings: [] },
    });
  });

  it('is not ready if Auth0 rejects a secret, and names it', async () => {
    const port = await freePort(0);
    const client = { ...config.client, secret: 'outdated' };
    const publicOrigin = `http://localhost:${port}`;
    const wrong = await createLinkingServer({ ...config, publicOrigin, port, client }, { logger: QUIET });
    const ready = await fetch(`${publicOrigin}/readyz`);
    expect(ready.status).toBe(503);
    const body: unknown = await ready.json();
    const problems = ['client', 'callback'].map((check) => jasmine.objectContaining({ check }));
    expect(body).toEqual(jasmine.objectContaining({ status: 'not_ready', problems }));
    expect(JSON.stringify(body)).not.toContain('outdated');
    await wrong.stop();
  });

  it('keeps idle connections longer than proxies do', async () => {
    expect((await request('/healthz')).headers.get('keep-alive')).toBe('timeout=75');
  });

  it('is alive but not ready without its tenant', async () => {
    await tenant.stop();
    expect((await request('/healthz')).status).toBe(200);
    const ready = await request('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual(
      jasmine.objectContaining({ status: 'not_ready', store: true, issuer: false, stopping: false }),
    );
  });

  it('is not ready without its store', async () => {
    await server.services.store.close();
    const ready = await request('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual(jasmine.objectContaining({ store: false }));
  });

  it('is not ready while the database is read-only, and reports this in its responses', async () => {
    await sql`pragma query_only = 1`.execute(server.services.store.db);
    const ready = await request('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual(jasmine.objectContaining({ store: false }));
    await sql`pragma query_only = 0`.execute(server.services.store.db);
    expect((await request('/readyz')).status).toBe(200);
  });

  it('serves the contract’s OpenAPI document', async () => {
    const written: unknown = JSON.parse(readFileSync(new URL('../../contract/openapi.json', import.meta.url), 'utf8'));
    expect(await (await request('/openapi.json')).json()).toEqual(written);
  });

  it('counts requests by route, operations and the outbox', async () => {
    await request('/v1/me');
    await request('/v1/link-intents/4be0643f-1d98-573b-97cd-ca98a65347dd/start');
    const operation = { kind: 'undo', subject: 'a', account: 'a', other: null, created_at: 1 } as const;
    await server.services.store.db
      .insertInto('operations')
      .values([
        { ...operation, id: '1', status: 'running', lease_owner: 'another process', lease_until: Date.now() + 60_000 },
        { ...operation, id: '2', status: 'done', finished_at: Date.now() },
      ])
      .execute();
    const text = await (await request('/metrics')).text();
    // Counting all rows of two years would read the whole table for each scrape.
    expect(text.match(/^onefold_operations\{.*$/gm)).toEqual([
      'onefold_operations{kind="link",status="running"} 0',
      'onefold_operations{kind="unlink",status="running"} 0',
      'onefold_operations{kind="undo",status="running"} 1',
    ]);
    expect(text).toContain('onefold_http_request_duration_seconds_count{method="GET",route="/v1/me",status="401"} 1');
    expect(text).toContain('route="/v1/link-intents/:id/start"');
    expect(text).toContain('onefold_outbox_messages{topic="mail",state="pending"} 0');
    expect(text).toContain('onefold_outbox_oldest_pending_seconds 0');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('shows its metrics only to this machine, and not through a proxy on it', async () => {
    for (const name of ['X-Forwarded-For', 'Forwarded', 'Via']) {
      expect((await request('/metrics', { headers: { [name]: 'for=203.0.113.1' } })).status)
        .withContext(name)
        .toBe(403);
    }
  });

  it('does not show its metrics to a proxy on this machine that adds no header', async () => {
    const port = await freePort(0);
    const publicOrigin = 'https://accounts.example.com';
    const behindProxy = await createLinkingServer({ ...config, publicOrigin, port }, { logger: QUIET });
    expect((await fetch(`http://localhost:${port}/metrics`)).status).toBe(403);
    await behindProxy.stop();
  });

  it('names the busy port', async () => {
    const second = createLinkingServer(config, { logger: QUIET });
    await expectAsync(second).toBeRejectedWithError(ConfigurationError, new RegExp(`PORT is ${server.port}`));
  });

  it('completes the current request before it stops, and accepts no new one', async () => {
    const { store } = server.services;
    const requestReceived = Promise.withResolvers<undefined>();
    const response = Promise.withResolvers<boolean>();
    spyOn(store, 'isReady').and.callFake(() => {
      requestReceived.resolve(undefined);
      return response.promise;
    });
    const running = request('/readyz');
    await requestReceived.promise;
    const stopping = server.stop();
    await expectAsync(request('/healthz')).toBeRejected();
    response.resolve(true);
    expect(await (await running).json()).toEqual(jasmine.objectContaining({ store: true, stopping: true }));
    await stopping;
    await expectAsync(server.stop()).toBeResolved();
  });
});

describe('Metrics behind a token', () => {
  it('require the token', async () => {
    const tenant = await createTenant();
    const port = await freePort(0);
    const server = await createLinkingServer(
      {
        ...CONFIG,
        ...{ publicOrigin: `http://localhost:${port}`, port, logLevel: 'silent', metricsToken: 'right' },
        ...{ issuer: tenant.issuer, managementApi: `${tenant.issuer}api/v2/` },
      },
      { logger: QUIET },
    );
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${server.origin}/metrics`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ Authorization: 'Bearer wrong' })).toBe(401);
    expect(await status({ Authorization: 'Bearer right', 'X-Forwarded-For': '203.0.113.1' })).toBe(200);
    await server.stop();
    await tenant.stop();
  });
});
