import { createServer } from 'node:net';
import { freePort } from './free-port.mjs';

describe('A free port', () => {
  it('is not one that the system gives to an outgoing connection before the server listens', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => freePort(0)));
    expect(Math.max(...ports)).toBeLessThan(32_768);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(11_000);
  });

  it('is the preferred one, or the next that is neither taken nor about to be', async () => {
    const preferred = await freePort(0);
    expect(await freePort(preferred)).toBe(preferred);
    const server = createServer();
    await new Promise((resolve) => server.listen(preferred, '127.0.0.1', () => resolve(undefined)));
    const next = await freePort(preferred);
    expect(next).toBeGreaterThan(preferred);
    expect(await freePort(preferred, [next])).not.toBe(next);
    await new Promise((resolve) => server.close(resolve));
  });
});
