import { createActionRunner } from '../../actions/action-runner.ts';
import type { TenantLog } from '../../model/tenant-log.ts';
import { openStore } from '../../store/tenant-store.ts';
import { managementApi } from '../management-api.ts';
import { operationName } from './operation-names.ts';
import { managementHarness, type ErrorBody, type ManagementHarness } from '../testing/management-harness.ts';

describe('Log events in the Management API', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', 'read:logs');
    for (let count = 0; count < 5; count += 1) {
      api.clock.advance(60);
      api.store.logs.write({
        type: count % 2 === 0 ? 's' : 'fp',
        client_id: 'portal',
        user_name: `person${count}@x.example`,
      });
    }
  });
  afterEach(() => api.store.close());
  const get = async <Body = TenantLog[]>(query: string) => (await api.call<Body>('GET', `/logs${query}`, token)).body;
  const names = (logs: readonly TenantLog[]) => logs.map(({ user_name: name }) => name?.slice(6, 7)).join('');

  it('are listed latest first, in pages, or in the requested order', async () => {
    expect(names(await get(''))).toBe('43210');
    expect(names(await get('?page=1&per_page=2'))).toBe('21');
    expect(names(await get('?sort=date:1'))).toBe('01234');
    const page = await get<Record<string, unknown>>('?per_page=2&include_totals=true');
    expect([page['start'], page['limit'], page['length'], page['total']]).toEqual([0, 2, 2, 5]);
  });

  it('continue from a checkpoint, oldest first, until none are left', async () => {
    const first = await get('?take=2');
    const second = await get(`?take=2&from=${first.at(-1)?.log_id ?? ''}`);
    const third = await get(`?take=2&from=${second.at(-1)?.log_id ?? ''}`);
    expect([first, second, third].map(names)).toEqual(['01', '23', '4']);
    expect(await get(`?from=${third.at(-1)?.log_id ?? ''}`)).toEqual([]);
    expect((await get('?from=90000000000000000000000000000000000000000000&take=1')).length).toBe(1);
  });

  it('are found with q, and with the older parameter search', async () => {
    expect(names(await get('?q=type:fp'))).toBe('31');
    expect(names(await get('?q=NOT type:fp AND user_name:"person4@x.example"'))).toBe('4');
    expect(names(await get('?search=user:person2'))).toBe('2');
    expect(names(await get('?search=application:port user:"person3@x.example"'))).toBe('3');
    expect(await get('?search=user:"person3"')).toEqual([]);
    expect((await get<ErrorBody>('?q=(')).errorCode).toBe('invalid_query_string');
    expect((await get<ErrorBody>('?search=NOT x')).errorCode).toBe('invalid_query_string');
  });

  it('show the requested fields, and are read one by one', async () => {
    const [newest] = await get('?per_page=1&fields=log_id,type');
    expect(Object.keys(newest ?? {}).sort()).toEqual(['log_id', 'type']);
    const one = await api.call<TenantLog>('GET', `/logs/${newest?.log_id ?? ''}`, token);
    expect(one.body.user_name).toBe('person4@x.example');
    const none = await api.call<ErrorBody>('GET', '/logs/900', token);
    expect([none.status, none.body.message]).toEqual([404, 'Log not found.']);
  });

  it('require a scope for reading logs', async () => {
    const weak = await api.accessToken('server@clients', 'read:users');
    for (const path of ['/logs', '/logs/900', '/users/auth0%7Cx/logs']) {
      const { status, body } = await api.call<ErrorBody>('GET', path, weak);
      expect([status, body.message]).toEqual([403, 'Insufficient scope, expected any of: read:logs,read:logs_users']);
    }
  });

  it('record each rate limit once, however many requests exceed it', async () => {
    api.bucket.configure({ limit: 1, perSeconds: 60 });
    for (let count = 0; count < 4; count += 1) await api.call('GET', '/logs', token);
    expect(api.store.logs.list().filter(({ type }) => type === 'api_limit').length).toBe(1);
    api.clock.advance(120);
    await api.call('GET', '/logs', token);
    await api.call('GET', '/logs', token);
    expect(api.store.logs.list().filter(({ type }) => type === 'api_limit').length).toBe(2);
  });

  it('record only reads that showed a secret', async () => {
    const reader = await api.accessToken('server@clients', 'read:clients read:client_keys');
    api.store.clients.upsert({ client_id: 'web', name: 'Web', app_type: 'regular_web', client_secret: 'hush' });
    await api.call('GET', '/clients/portal', reader);
    await api.call('GET', '/clients/web', reader);
    const reads = api.store.logs.list().filter(({ type }) => type === 'mgmt_api_read');
    expect(reads.length).toBe(1);
    expect(JSON.stringify(reads)).not.toContain('hush');
  });

  it('have a name for every operation that changes something', () => {
    const { store, keyring, clock, bucket, mailbox } = api;
    const options = {
      store,
      keyring,
      issuers: ['http://localhost/'],
      jwks: () => Promise.reject(new Error('unused')),
      clock,
      bucket,
      actions: createActionRunner(1000),
      mailbox,
      origin: 'http://localhost',
    };
    const changes = managementApi(options)
      .routes.filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
      .map(({ method, path }) => `${method} ${path}`);
    expect(changes.length).toBeGreaterThan(15);
    expect(changes.filter((change) => operationName(change) === undefined)).toEqual([]);
  });
});

describe('The log of a store', () => {
  it('keeps the latest events only', () => {
    const store = openStore(':memory:');
    for (let count = 0; count < 2010; count += 1) store.logs.write({ type: 's', description: String(count) });
    const kept = store.logs.list();
    expect([kept.length, kept[0]?.description]).toEqual([2000, '10']);
    store.close();
  });
});
