import { HttpHarness } from './testing/http-harness.ts';

const RATE = { requestRate: { limit: 3, perSeconds: 3 } };

describe('The flood limit', () => {
  const as = (subject: string): RequestInit => ({ headers: { Authorization: `Bearer ${subject}` } });

  it('limits the requests of a user, sends a retry time, and then allows them again', async () => {
    const harness = new HttpHarness(RATE);
    for (let count = 0; count < 3; count++) expect((await harness.request('/v1/me', as('ana'))).status).toBe(200);
    const refused = await harness.request('/v1/me', as('ana'));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('1');
    expect(await refused.json()).toEqual(jasmine.objectContaining({ code: 'rate_limited', retry_after: 1 }));
    harness.now += 1000;
    expect((await harness.request('/v1/me', as('ana'))).status).toBe(200);
  });

  it('counts each user separately, regardless of the address', async () => {
    const harness = new HttpHarness(RATE);
    for (let count = 0; count < 3; count++) await harness.request('/v1/me', as('ana'), `198.51.100.${count}`);
    expect((await harness.request('/v1/me', as('ana'), '198.51.100.9')).status).toBe(429);
    expect((await harness.request('/v1/me', as('ben'), '198.51.100.9')).status).toBe(200);
  });

  it('limits an address to ten times as many, signed in or not', async () => {
    const harness = new HttpHarness(RATE);
    for (let count = 0; count < 30; count++) expect((await harness.request('/v1/where')).status).toBe(200);
    expect((await harness.request('/v1/where')).status).toBe(429);
    expect((await harness.request('/v1/me', as('ana'))).status).toBe(429);
    expect((await harness.request('/v1/where', {}, '203.0.113.8')).status).toBe(200);
  });

  it('counts all addresses of one IPv6 customer as one', async () => {
    const harness = new HttpHarness(RATE);
    for (let count = 0; count < 30; count++) await harness.request('/v1/where', {}, `2001:db8:1:2:${count}::1`);
    expect((await harness.request('/v1/where', {}, '2001:db8:1:2::ffff')).status).toBe(429);
    expect((await harness.request('/v1/where', {}, '2001:db8:1:3::1')).status).toBe(200);
  });

  it('limits an address outside the API to ten times as many again', async () => {
    const harness = new HttpHarness(RATE, async () => new Response('portal'));
    for (let count = 0; count < 300; count++) expect((await harness.request('/main.js')).status).toBe(200);
    for (const path of ['/main.js', '/', '/healthz', '/openapi.json']) {
      expect((await harness.request(path)).status)
        .withContext(path)
        .toBe(429);
    }
    expect((await harness.request('/v1/me', as('ana'))).status).toBe(200);
    expect((await harness.request('/main.js', {}, '203.0.113.8')).status).toBe(200);
  });

  it('does not limit health checks', async () => {
    const harness = new HttpHarness({ requestRate: { limit: 1, perSeconds: 1 } }, async () => new Response('portal'));
    for (let count = 0; count < 20; count++) expect((await harness.request('/healthz')).status).toBe(200);
  });
});
