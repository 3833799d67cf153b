import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type ServedPortal, servePortal } from './serve-portal.ts';
import { etagOf } from './served-files.ts';

const HTML =
  '<!doctype html><head><style>h1{color:red}</style><script>early()</script>' +
  '<script type="importmap">{"integrity":{"/start-ABCD1234.js":"sha384-x"}}</script>' +
  '<script type="module" src="main-ABCD1234.js"></script></head><body><app-root></app-root></body>';
const CONFIG = {
  domain: 'http://localhost:4300',
  clientId: 'onefold-portal',
  connections: [{ name: 'a', label: '</script><b>' }],
};
const WORKER_URL = `auth0-spa-js.worker.production.js?${etagOf('worker').replaceAll('"', '')}`;

interface ServedResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('servePortal', () => {
  let folder: string;
  let portal: ServedPortal;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onefold-portal-'));
    writeFileSync(join(folder, 'secret.json'), '{"secret":true}');
    mkdirSync(join(folder, 'browser', 'media'), { recursive: true });
    writeFileSync(join(folder, 'browser', 'index.html'), HTML);
    writeFileSync(join(folder, 'browser', 'main-ABCD1234.js'), 'console.log("main");'.repeat(50));
    writeFileSync(join(folder, 'browser', 'chunk-k7E_-coJ.js'), 'chunk');
    writeFileSync(join(folder, 'browser', 'auth0-spa-js.worker.production.js'), 'worker');
    writeFileSync(join(folder, 'browser', 'user-settings.js'), 'not hashed');
    writeFileSync(join(folder, 'browser', 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(
      join(folder, 'browser-stats.json'),
      JSON.stringify({
        outputs: {
          'start-ABCD1234.js': {
            inputs: { 'src/app/start.ts': {} },
            imports: [{ path: 'main-ABCD1234.js', kind: 'import-statement' }],
          },
          'session-ABCD1234.js': {
            inputs: { 'src/linking/session/start-session.ts': {} },
            imports: [
              { path: 'chunk-k7E_-coJ.js', kind: 'import-statement' },
              { path: 'main-ABCD1234.js', kind: 'import-statement' },
            ],
          },
          'chunk-k7E_-coJ.js': { imports: [] },
          'list-ABCD1234.js': {
            inputs: { 'src/linking/linking-server/server.gateway.ts': {} },
            imports: [{ path: 'start-ABCD1234.js', kind: 'import-statement' }],
          },
          'main-ABCD1234.js': { imports: [] },
        },
      }),
    );
    portal = await servePortal({ config: CONFIG, folder: join(folder, 'browser') });
  });

  afterAll(async () => {
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Over a bare request: `fetch` would tidy the path up first. */
  function request(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
    { port } = portal,
  ): Promise<ServedResponse> {
    return new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path, headers, method }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
  }

  const NAVIGATION = { 'sec-fetch-mode': 'navigate', accept: 'text/html' };

  it('preloads the session check and the list’s files, and connects to the tenant, only on pages that start the application immediately', async () => {
    const page = { accept: 'text/html' };
    const scripts = '</chunk-k7E_-coJ.js>; rel=modulepreload, </session-ABCD1234.js>; rel=modulepreload, ';
    const list = '</list-ABCD1234.js>; rel=modulepreload; fetchpriority=low, ';
    const worker = `</${WORKER_URL}>; rel=preload; as=fetch; crossorigin, `;
    const tenant = '<http://localhost:4300>; rel=preconnect, <http://localhost:4300>; rel=preconnect; crossorigin';
    expect((await request('/profile', page)).headers['link']).toBe(scripts + tenant);
    const returning = { ...page, cookie: 'a=b; auth0.x.is.authenticated=true' };
    for (const path of ['/', '/profile'])
      expect((await request(path, returning)).headers['link']).toBe(scripts + tenant);
    const linking = await servePortal({ config: { ...CONFIG, linkingServer: '/' }, folder: join(folder, 'browser') });
    try {
      for (const path of ['/', '/profile']) {
        const { headers } = await request(path, returning, 'GET', linking);
        expect(headers['link'])
          .withContext('the session is checked before Angular')
          .toBe(scripts + list + worker + tenant);
      }
      expect((await request('/profile', page, 'GET', linking)).headers['link']).toBe(scripts + tenant);
    } finally {
      await linking.close();
    }
    expect((await request('/', page)).headers['link']).toBeUndefined();
    expect((await request('/favicon.svg')).headers['link']).toBeUndefined();
  });

  it('embeds the settings before the first script, as data that cannot end early', async () => {
    const page = (await request('/profile', NAVIGATION)).body.toString();
    const element = /<script type="application\/json" id="onefold-config">(.*?)<\/script><script>early/.exec(page);
    expect(JSON.parse(element?.[1] ?? '')).toEqual({ workerUrl: WORKER_URL, ...CONFIG });
    expect(element?.[1]).not.toContain('<');
  });

  it('responds with the page to every navigation, and to no other request', async () => {
    for (const path of ['/', '/profile', '/link/callback?code=x&state=y', '/no.such/thing']) {
      const { status, body } = await request(path, NAVIGATION);
      expect(status).toBe(200);
      expect(body.toString()).toContain('<app-root');
    }
    expect((await request('/main-GONE0000.js', { 'sec-fetch-mode': 'cors' })).status).toBe(404);
    expect((await request('/main-GONE0000.js', { accept: '*/*' })).status).toBe(404);
  });

  it('never leaves its folder', async () => {
    for (const path of [
      '/../secret.json',
      '/..%2fsecret.json',
      '/%2e%2e/secret.json',
      '/media/../../secret.json',
      '/..\\secret.json',
      '//secret.json',
      '/main-ABCD1234.js/../../secret.json',
      '/index.html%00.js',
    ]) {
      const { status, body } = await request(path);
      expect(status).withContext(path).toBe(404);
      expect(body.toString()).withContext(path).not.toContain('secret"');
    }
  });

  it('sends the compressed copy, with the same content, and never under its own name', async () => {
    const plain = await request('/main-ABCD1234.js');
    const compressed = await request('/main-ABCD1234.js', { 'accept-encoding': 'gzip, br' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(compressed.headers['content-encoding']).toBe('br');
    expect(compressed.body.byteLength).toBeLessThan(plain.body.byteLength);
    expect(brotliDecompressSync(compressed.body).equals(plain.body)).toBe(true);
    expect(compressed.headers.etag).not.toBe(plain.headers.etag);
    expect(
      (await request('/main-ABCD1234.js', { 'accept-encoding': 'br;q=0' })).headers['content-encoding'],
    ).toBeUndefined();
    expect((await request('/main-ABCD1234.js.br')).status).toBe(404);
  });

  it('makes hashed files immutable and all others revalidated', async () => {
    expect((await request('/main-ABCD1234.js')).headers['cache-control']).toContain('immutable');
    expect((await request('/chunk-k7E_-coJ.js')).headers['cache-control']).toContain('immutable');
    expect((await request('/user-settings.js')).headers['cache-control']).toBe('no-cache');
    const icon = await request('/favicon.svg');
    expect(icon.headers['cache-control']).toBe('no-cache');
    const again = await request('/favicon.svg', { 'if-none-match': icon.headers.etag ?? '' });
    expect(again.status).toBe(304);
    expect(again.body.byteLength).toBe(0);
    expect((await request('/', NAVIGATION)).headers['cache-control']).toBe('no-store');
  });

  it('serves the configuration without caching', async () => {
    const { headers, body } = await request('/config.json');
    expect(JSON.parse(body.toString())).toEqual({ workerUrl: WORKER_URL, ...CONFIG });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('allows only its own code, its built inline code, and the tenant', async () => {
    const { headers } = await request('/', NAVIGATION);
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((each): [string, string] => [each.split(' ', 1)[0] ?? '', each.replace(/^\S+ /, '')]),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toMatch(/^'self'( 'sha256-[A-Za-z0-9+/=]{44}'){2}$/);
    expect(policy.get('style-src')).toMatch(/^'self' 'nonce-[\w-]{22}' 'sha256-[A-Za-z0-9+/=]{44}'$/);
    expect(policy.get('connect-src')).toBe("'self' http://localhost:4300");
    expect(policy.get('frame-src')).toBe('http://localhost:4300');
    expect(policy.get('worker-src')).toBe("'self'");
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    expect(policy.get('trusted-types')).toBe('onefold#worker onefold#portal');
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin-allow-popups');
  });

  it('sends no referrer from a page whose address contains a sign-in response', async () => {
    const policyOf = async (path: string) => (await request(path, NAVIGATION)).headers['referrer-policy'];
    expect(await policyOf('/callback?code=c&state=s')).toBe('no-referrer');
    expect(await policyOf('/link/callback?state=s&error=access_denied')).toBe('no-referrer');
    expect(await policyOf('/profile?state=open')).toBe('same-origin');
    expect(await policyOf('/profile')).toBe('same-origin');
  });

  it('gives each response a new nonce, the same in the page and in the policy', async () => {
    const responses = [await request('/', NAVIGATION), await request('/', NAVIGATION)];
    const nonces = responses.map(({ body }) => /<app-root ngCspNonce="([\w-]{22})">/.exec(body.toString())?.[1] ?? '');
    expect(new Set(nonces).size).toBe(2);
    responses.forEach(({ headers }, index) =>
      expect(headers['content-security-policy']).toContain(`'nonce-${nonces[index] ?? '?'}'`),
    );
  });

  it('responds to HEAD without a body, and refuses every method that could make a change', async () => {
    const head = await request('/main-ABCD1234.js', {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(Number(head.headers['content-length'])).toBe(1000);
    expect(head.body.byteLength).toBe(0);
    const post = await request('/config.json', {}, 'POST');
    expect(post.status).toBe(405);
    expect(post.headers.allow).toBe('GET, HEAD');
  });

  it('sends its origin to a linking server on another origin, and nothing to other sites', async () => {
    expect((await request('/', NAVIGATION)).headers['referrer-policy']).toBe('same-origin');
    const linkingServer = 'https://accounts.example.com';
    const apart = await servePortal({ config: { ...CONFIG, linkingServer }, folder: join(folder, 'browser') });
    const { headers } = await fetch(apart.origin, { headers: NAVIGATION });
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    await apart.close();
  });

  it('can derive the configuration from its own origin', async () => {
    const other = await servePortal({
      folder: join(folder, 'browser'),
      config: (origin) => ({ ...CONFIG, clientId: `for ${origin}` }),
    });
    try {
      const config: unknown = await (await fetch(`http://127.0.0.1:${other.port}/config.json`)).json();
      expect(config).toEqual({ workerUrl: WORKER_URL, ...CONFIG, clientId: `for ${other.origin}` });
    } finally {
      await other.close();
    }
  });
});
