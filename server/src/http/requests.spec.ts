import { Problem } from '@onefold/contract';
import { AS_ANA, HttpHarness } from './testing/http-harness.ts';

async function codeOf(response: Response): Promise<string> {
  return response.ok ? 'ok' : Problem.parse(await response.json()).code;
}

describe('A request', () => {
  let harness: HttpHarness;

  beforeEach(() => {
    harness = new HttpHarness();
  });

  it('leaves no user id in the log, even if it is refused', async () => {
    const path = '/v1/me/identities/google-oauth2/1172635498';
    await harness.request(path, { method: 'DELETE', headers: { Authorization: 'Bearer expired' } });
    await harness.request(path, { method: 'DELETE', headers: AS_ANA });
    await harness.request('/v1/notices/part-of-a-token');
    expect(harness.logged.join('')).not.toMatch(/1172635498|part-of-a-token/);
    expect(harness.logged.filter((line) => line.includes('"/v1/me/identities/…"')).length).toBe(2);
    expect(harness.logged.join('')).toContain('"/v1/notices/…"');
  });

  it('is accepted with the base path of the server, or from a proxy that strips it', async () => {
    const below = new HttpHarness({ basePath: '/accounts' });
    for (const path of ['/accounts/v1/me', '/v1/me']) {
      expect(await codeOf(await below.request(path, { headers: AS_ANA }))).toBe('ok');
      expect(await codeOf(await below.request(path))).toBe('unauthorized');
    }
    await below.request('/accounts/v1/notices/part-of-a-token');
    expect(below.logged.join('')).not.toContain('part-of-a-token');
    expect((await below.request('/accountsv1/me', { headers: AS_ANA })).status).toBe(404);
  });

  it('needs an access token in its header; other places do not count', async () => {
    expect(await codeOf(await harness.request('/v1/me', { headers: AS_ANA }))).toBe('ok');
    for (const headers of [
      {},
      { Authorization: 'Basic ana' },
      { Authorization: 'Bearer ' },
      { Authorization: 'ana' },
    ]) {
      expect(await codeOf(await harness.request('/v1/me', { headers })))
        .withContext(JSON.stringify(headers))
        .toBe('unauthorized');
    }
    expect(await codeOf(await harness.request('/v1/me?access_token=ana'))).toBe('unauthorized');
    // An unknown path is not revealed without a token.
    expect(await codeOf(await harness.request('/v1/me/nothing'))).toBe('unauthorized');
  });

  it('of a delegated session reads the account and changes nothing', async () => {
    const headers = { Authorization: 'Bearer support' };
    expect(await codeOf(await harness.request('/v1/me', { headers }))).toBe('ok');
    for (const method of ['POST', 'PATCH', 'DELETE', 'PUT']) {
      expect(await codeOf(await harness.request('/v1/me/things/1', { method, headers })))
        .withContext(method)
        .toBe('delegated_session');
    }
    const audit = harness.logged
      .map((line) => JSON.parse(line) as { msg: string; actor?: string; method?: string; refused?: boolean })
      .filter(({ msg }) => msg === 'delegated session');
    expect(audit.map(({ actor, method, refused }) => [actor, method, refused])).toEqual([
      ['auth0|support', 'GET', false],
      ...['POST', 'PATCH', 'DELETE', 'PUT'].map((method) => ['auth0|support', method, true]),
    ]);
  });

  it('may only have a JSON body', async () => {
    expect(await codeOf(await harness.post('/v1/me/things/1', { size: 1 }))).toBe('ok');
    expect(
      await codeOf(
        await harness.post('/v1/me/things/1', { size: 1 }, { 'Content-Type': 'application/json; charset=utf-8' }),
      ),
    ).toBe('ok');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/json']) {
      const response = await harness.post('/v1/me/things/1', { size: 1 }, { 'Content-Type': type });
      expect(await codeOf(response))
        .withContext(type)
        .toBe('unsupported_media_type');
    }
  });

  it('may be 64 KB large, with or without a length', async () => {
    const large = JSON.stringify({ size: 1, filler: 'x'.repeat(65_536) });
    expect(await codeOf(await harness.post('/v1/me/things/1', large))).toBe('payload_too_large');
    const stream = new Blob([large]).stream();
    const chunked = { ...AS_ANA, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const init = { method: 'POST', headers: chunked, body: stream, duplex: 'half' } as RequestInit;
    const refused = await harness.request('/v1/me/things/1', init);
    expect(await codeOf(refused)).toBe('payload_too_large');
    // The rest of the body would be read as the next request.
    expect(refused.headers.get('Connection')).toBe('close');
  });

  it('is read to its end if it is too large, so that the response reaches a client that is still sending', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (sent === 20) controller.close();
        else controller.enqueue(new Uint8Array(65_536));
        sent = Math.min(20, sent + 1);
      },
    });
    const headers = { ...AS_ANA, 'Content-Type': 'application/json', 'Content-Length': String(20 * 65_536) };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect(await codeOf(await harness.request('/v1/me/things/1', init))).toBe('payload_too_large');
    expect(sent).toBe(20);
  });

  it('may make changes from pages of the portals and from programs, but not from other pages', async () => {
    const from = async (headers: Record<string, string>): Promise<string> =>
      codeOf(await harness.post('/v1/me/things/1', { size: 1 }, headers));
    expect(await from({})).toBe('ok');
    expect(await from({ Origin: 'https://portal.example.com', 'Sec-Fetch-Site': 'same-site' })).toBe('ok');
    expect(await from({ Origin: 'https://accounts.example.com', 'Sec-Fetch-Site': 'same-origin' })).toBe('ok');
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'https://portal.example.com.evil.example' },
      { Origin: 'http://portal.example.com' },
      { Origin: 'null' },
      { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      expect(await from(headers))
        .withContext(JSON.stringify(headers))
        .toBe('forbidden');
    }
  });

  it('is refused across sites for routes without a bearer token, too', async () => {
    const form = (headers: Record<string, string>): Promise<Response> =>
      harness.request('/v1/form', {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain', ...headers },
        body: 'a=b',
      });
    expect(await codeOf(await form({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }))).toBe(
      'forbidden',
    );
    // This server's own pages send this, because they hide their address.
    expect(await codeOf(await form({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }))).toBe('ok');
  });

  it('gets a response that only the portals can read, also if it is refused', async () => {
    const allowed = (response: Response): string | null => response.headers.get('Access-Control-Allow-Origin');
    const request = (origin: string, headers: Record<string, string> = AS_ANA): Promise<Response> =>
      harness.request('/v1/me', { headers: { ...headers, Origin: origin } });
    const response = await request('https://portal.example.com');
    expect(allowed(response)).toBe('https://portal.example.com');
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBe('true');
    const exposed = response.headers.get('Access-Control-Expose-Headers')?.split(',');
    // `Date` corrects a browser's clock.
    for (const name of ['Date', 'Retry-After', 'WWW-Authenticate']) expect(exposed).toContain(name);
    expect(allowed(await request('https://portal.example.com', {}))).toBe('https://portal.example.com');
    expect(allowed(await request('https://evil.example'))).toBeNull();
    expect(allowed(await request('null'))).toBeNull();
  });

  it('may be preceded by a preflight without a token', async () => {
    const preflight = await harness.request('/v1/me/things/1', {
      method: 'OPTIONS',
      headers: { Origin: 'https://portal.example.com', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
  });

  it('triggers a delivery if it may have changed something', async () => {
    await harness.request('/v1/me', { headers: AS_ANA });
    expect(harness.changes).toBe(0);
    await harness.post('/v1/me/things/1', { size: 1 });
    expect(harness.changes).toBe(1);
  });

  it('gets a response with headers against framing, caching and sniffing', async () => {
    const { headers } = await harness.request('/v1/where');
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
    const page = await harness.request('/v1/own-headers');
    expect(page.headers.get('Content-Security-Policy')).toBe("default-src 'self'");
    const http = await new HttpHarness({ publicOrigin: 'http://localhost:4200' }).request('/v1/where');
    expect(http.headers.get('Strict-Transport-Security')).toBeNull();
  });

  it('reaches the portal only if its path belongs to no route and no API version', async () => {
    const withPortal = new HttpHarness({}, async () => new Response('portal'));
    expect(await (await withPortal.request('/profile')).text()).toBe('portal');
    expect(await (await withPortal.request('/v1/me', { headers: AS_ANA })).text()).not.toBe('portal');
    expect(await codeOf(await withPortal.request('/v1/unknown'))).toBe('not_found');
    expect(await codeOf(await harness.request('/profile'))).toBe('not_found');
  });
});
