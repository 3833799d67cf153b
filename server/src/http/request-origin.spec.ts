import { HttpHarness } from './testing/http-harness.ts';

describe('The origin of a request', () => {
  async function origin(trustedProxies: number, headers: Record<string, string>, from?: string): Promise<unknown> {
    const response = await new HttpHarness({ trustedProxies }).request('/v1/where', { headers }, from);
    return response.json();
  }

  it('is the other end of the connection', async () => {
    expect(await origin(0, { 'User-Agent': 'Firefox' }, '::ffff:203.0.113.9')).toEqual({
      address: '203.0.113.9',
      userAgent: 'Firefox',
    });
    expect(await origin(0, {}, '2001:db8::1')).toEqual({ address: '2001:db8::1', userAgent: null });
  });

  it('includes the portal that sent the request, if it is configured', async () => {
    expect(await origin(0, { Origin: 'https://portal.example.com' })).toEqual(
      jasmine.objectContaining({ portal: 'https://portal.example.com' }),
    );
    expect(await origin(0, { Origin: 'https://evil.example' })).toEqual({ address: '203.0.113.7', userAgent: null });
  });

  it('is never taken from the request without trusted proxies', async () => {
    expect(await origin(0, { 'X-Forwarded-For': '198.51.100.1' })).toEqual({ address: '203.0.113.7', userAgent: null });
  });

  it('is the address that the trusted proxies added, not an earlier entry', async () => {
    const chain = { 'X-Forwarded-For': '6.6.6.6, 198.51.100.1, 10.0.0.2' };
    expect(await origin(1, chain)).toEqual({ address: '10.0.0.2', userAgent: null });
    expect(await origin(2, chain)).toEqual({ address: '198.51.100.1', userAgent: null });
    expect(await origin(3, chain)).toEqual({ address: '6.6.6.6', userAgent: null });
  });

  it('is the address of the connection if the header has fewer entries than there are trusted proxies', async () => {
    for (const chain of ['6.6.6.6', '6.6.6.6, 198.51.100.1', '']) {
      expect(await origin(3, { 'X-Forwarded-For': chain })).toEqual({ address: '203.0.113.7', userAgent: null });
    }
  });

  it('is the address of the connection if a proxy wrote no address', async () => {
    expect(await origin(1, { 'X-Forwarded-For': 'unknown' })).toEqual({ address: '203.0.113.7', userAgent: null });
    expect(await origin(1, {})).toEqual({ address: '203.0.113.7', userAgent: null });
  });

  it('contains at most 300 characters of the user agent', async () => {
    const { userAgent } = (await origin(0, { 'User-Agent': 'x'.repeat(5000) })) as { userAgent: string };
    expect(userAgent.length).toBe(300);
  });
});
