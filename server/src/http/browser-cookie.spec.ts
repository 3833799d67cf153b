import { Hono } from 'hono';
import { tokenHash } from '../platform/sealer.ts';
import { ensureBrowserCookie, readBrowserHash } from './browser-cookie.ts';
import type { HttpEnvironment } from './http-environment.ts';

function appAt(publicOrigin: string): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  app.post('/', (c) => c.text(ensureBrowserCookie(c, { publicOrigin })));
  app.get('/', (c) => c.json(readBrowserHash(c, { publicOrigin })));
  return app;
}

describe('The browser cookie', () => {
  it('is not available to scripts, other hosts and other sites over https', async () => {
    const response = await appAt('https://accounts.example.com').request('/', { method: 'POST' });
    expect(response.headers.getSetCookie()).toEqual([
      jasmine.stringMatching(/^__Host-onefold-browser=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });

  it('has the port in its name over http, because the ports of a host share cookies', async () => {
    const response = await appAt('http://localhost:4200').request('/', { method: 'POST' });
    expect(response.headers.getSetCookie()).toEqual([
      jasmine.stringMatching(/^onefold-browser-4200=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('is identified by its hash, stays the same, and is new in every browser', async () => {
    const app = appAt('https://accounts.example.com');
    const first = await app.request('/', { method: 'POST' });
    const token = /=([^;]+)/.exec(first.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
    expect(await first.text()).toBe(tokenHash(token));
    const headers = { Cookie: `__Host-onefold-browser=${token}` };
    const again = await app.request('/', { method: 'POST', headers });
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(await again.text()).toBe(tokenHash(token));
    expect(await (await app.request('/', { headers })).json()).toBe(tokenHash(token));
    const other = await app.request('/', { method: 'POST' });
    expect(await other.text()).not.toBe(tokenHash(token));
  });

  it('is replaced if this server cannot have set it', async () => {
    const app = appAt('https://accounts.example.com');
    for (const value of ['', 'short', 'x'.repeat(44), `${'x'.repeat(42)}!`]) {
      const headers = { Cookie: `__Host-onefold-browser=${value}` };
      expect(await (await app.request('/', { headers })).json()).toBeNull();
      expect((await app.request('/', { method: 'POST', headers })).headers.getSetCookie().length).toBe(1);
    }
    const plain = await app.request('/', { headers: { Cookie: `onefold-browser-443=${'x'.repeat(43)}` } });
    expect(await plain.json()).toBeNull();
  });

  it('is ignored if there are two with its name, one of them planted by another port', async () => {
    const app = appAt('http://localhost:4200');
    const [own, planted] = ['a', 'b'].map((letter) => `onefold-browser-4200=${letter.repeat(43)}`);
    const headers = { Cookie: `${planted ?? ''}; other=1; ${own ?? ''}` };
    expect(await (await app.request('/', { headers })).json()).toBeNull();
  });
});
