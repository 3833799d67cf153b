import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { CONFIG } from '../http/testing/http-harness.ts';
import { PortalFolderError } from './portal-content.ts';
import { createPortalHandler } from './portal-handler.ts';

describe('The portal inside the linking server', () => {
  let folder: string;
  let request: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onefold-inside-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><app-root></app-root>');
    writeFileSync(join(folder, 'main-ABCD1234.js'), 'main();'.repeat(100));
    const config = {
      ...CONFIG,
      connections: [
        { name: 'github', label: 'GitHub', rule: 'open', provider: 'github' },
        { name: 'acme', label: 'Acme', rule: 'locked', reason: 'Managed by IT' },
        { name: 'legacy', label: 'Legacy', rule: 'hidden' },
      ],
    } as const;
    const handle = await createPortalHandler(config, { folder, organization: 'org_1' });
    request = (path, headers = {}, method = 'GET') =>
      handle(new Request(`https://accounts.example.com${path}`, { method, headers }));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('uses this server, and gets no hidden connection', async () => {
    expect(await (await request('/config.json')).json()).toEqual({
      domain: 'tenant.example.com',
      clientId: 'portal',
      audience: 'https://api.example.com/',
      organization: 'org_1',
      linkingServer: '/',
      connections: [
        { name: 'github', label: 'GitHub', provider: 'github' },
        { name: 'acme', label: 'Acme' },
      ],
    });
  });

  it('never contains a secret of the server', async () => {
    const text = await (await request('/config.json')).text();
    for (const secret of [CONFIG.client.secret, CONFIG.machine.id, 'sealing']) expect(text).not.toContain(secret);
  });

  it('is the page for navigations, under a policy that names the tenant', async () => {
    const page = await request('/profile', { 'Sec-Fetch-Mode': 'navigate' });
    expect(await page.text()).toMatch(/<app-root ngCspNonce="[\w-]{22}">/);
    expect(page.headers.get('Content-Security-Policy')).toContain("connect-src 'self' https://tenant.example.com;");
    expect((await request('/nothing.js')).status).toBe(404);
  });

  it('compresses files that the build did not compress', async () => {
    const plain = await request('/main-ABCD1234.js');
    const compressed = await request('/main-ABCD1234.js', { 'Accept-Encoding': 'br' });
    expect(compressed.headers.get('Content-Encoding')).toBe('br');
    expect((await compressed.arrayBuffer()).byteLength).toBeLessThan((await plain.arrayBuffer()).byteLength);
    const again = await request('/main-ABCD1234.js', { 'If-None-Match': plain.headers.get('ETag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('compresses pages, which differ for each request, at a low quality', async () => {
    const items = Array.from({ length: 2_000 }, (_, index) => `<li>${(index * 7_919) % 1_009} of ${index % 17}</li>`);
    writeFileSync(join(folder, 'index.html'), `<!doctype html><app-root>${items.join('')}</app-root>`);
    const handler = await createPortalHandler(CONFIG, { folder });
    const headers = { Accept: 'text/html', 'Accept-Encoding': 'br' };
    const page = await handler(new Request('https://accounts.example.com/profile', { headers }));
    expect(page.headers.get('Content-Encoding')).toBe('br');
    const body = Buffer.from(await page.arrayBuffer());
    // By default, `brotliCompressSync` uses the highest quality.
    expect(body.length).toBeGreaterThan(1.1 * brotliCompressSync(brotliDecompressSync(body)).length);
  });

  it('is served under a sub-path if it was built for it', async () => {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><base href="/accounts/"><app-root></app-root>');
    const below = await createPortalHandler({ ...CONFIG, basePath: '/accounts' }, { folder });
    const get = async (path: string, headers = {}) => below(new Request(`https://example.com${path}`, { headers }));
    expect((await get('/accounts/main-ABCD1234.js')).status).toBe(200);
    expect((await get('/accounts/profile', { 'Sec-Fetch-Mode': 'navigate' })).status).toBe(200);
    expect(await (await get('/accounts/config.json')).json()).toEqual(
      jasmine.objectContaining({ linkingServer: '/accounts' }),
    );
    await expectAsync(createPortalHandler(CONFIG, { folder })).toBeRejectedWithError(
      PortalFolderError,
      /built for \/accounts\/, but is served at \/\. Build it with --base-href/,
    );
  });

  it('inlines small style sheets and blocking scripts, allowed by hash, if that changes nothing', async () => {
    const parts = [
      ['styles.css', 'h1{color:red}'],
      ['icons.css', '@font-face{src:url(media/icons.woff2)}'],
      ['boot.js', "document.documentElement.dataset.boot = 'ed';"],
      ['markup.js', "document.title = '</script>';"],
      ['large.js', `'${'x'.repeat(20_000)}'`],
    ] as const;
    for (const [name, content] of parts) writeFileSync(join(folder, name), content);
    const sheet = (name: string) => `<link rel="stylesheet" href="${name}">`;
    const script = (name: string) => `<script src="${name}"></script>`;
    const page = (styles: string, boot: string) =>
      `<!doctype html>${boot}${script('markup.js')}${script('large.js')}${styles}${sheet('icons.css')}<app-root></app-root>`;
    writeFileSync(join(folder, 'index.html'), page(sheet('styles.css'), script('boot.js')));
    const handler = await createPortalHandler(CONFIG, { folder });
    const response = await handler(new Request('https://accounts.example.com/', { headers: { Accept: 'text/html' } }));
    const html = (await response.text()).replace(
      /<script type="application\/json".*?<\/script>| ngCspNonce="[^"]*"/g,
      '',
    );
    expect(html).toBe(page('<style>h1{color:red}</style>', `<script>${parts[2][1]}</script>`));
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    for (const part of [parts[0][1], parts[2][1]]) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(part).digest('base64')}'`);
    }
  });

  it('warns if the build lacks the token worker, which the policy prevents the SDK from creating', async () => {
    const warn = jasmine.createSpy('warn');
    writeFileSync(join(folder, 'index.html'), '<!doctype html><body><app-root></app-root>');
    await createPortalHandler(CONFIG, { folder }, { warn });
    const file = 'auth0-spa-js.worker.production.js';
    expect(warn).toHaveBeenCalledOnceWith({ file, folder }, 'portal built without the token worker');
    writeFileSync(join(folder, file), 'worker();');
    await createPortalHandler(CONFIG, { folder }, { warn });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('can be any Angular application: its own root element, deferred styles, and the token worker where there is one', async () => {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><link rel="stylesheet" href="styles.css" media="print" onload="this.media=\'all\'"><body class="a"><shop-shell></shop-shell>',
    );
    writeFileSync(join(folder, 'auth0-spa-js.worker.production.js'), 'worker();');
    const allowed = {
      connectSrc: ['https://api.example.com'],
      imgSrc: ['blob:'],
      trustedTypes: ['angular', 'angular#bundler'],
    };
    const handler = await createPortalHandler(CONFIG, { folder, allowed });
    const page = await handler(new Request('https://accounts.example.com/', { headers: { Accept: 'text/html' } }));
    const html = await page.text();
    expect(html).toContain('<link rel="stylesheet" href="styles.css">');
    expect(html).toMatch(/<body class="a"><template ngCspNonce="[\w-]{22}"><\/template><shop-shell>/);
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("connect-src 'self' https://tenant.example.com https://api.example.com;");
    expect(policy).toContain("img-src 'self' https: data: blob:;");
    expect(policy).toContain('trusted-types onefold#worker onefold#portal angular angular#bundler');
    const config = await handler(new Request('https://accounts.example.com/config.json'));
    const { workerUrl } = (await config.json()) as { workerUrl: string };
    expect(workerUrl).toMatch(/^auth0-spa-js\.worker\.production\.js\?[\w-]{27}$/);
    const cacheControlOf = async (file: string) =>
      (await handler(new Request(`https://accounts.example.com/${file}`))).headers.get('Cache-Control');
    expect(await cacheControlOf(workerUrl)).toContain('immutable');
    expect(await cacheControlOf(workerUrl.replace(/\?.*/, '?another'))).toBe('no-cache');
    expect(await (await request('/config.json')).json()).not.toEqual(
      jasmine.objectContaining({ workerUrl: jasmine.anything() }),
    );
  });

  it('changes nothing', async () => {
    expect((await request('/profile', {}, 'POST')).status).toBe(405);
  });

  it('explains why a folder without a portal fails', async () => {
    const refused = (path: string): Promise<unknown> => createPortalHandler(CONFIG, { folder: path });
    await expectAsync(refused(join(folder, 'none'))).toBeRejectedWithError(PortalFolderError, /cannot be read/);
    rmSync(join(folder, 'index.html'));
    await expectAsync(refused(folder)).toBeRejectedWithError(PortalFolderError, /Build the portal first/);
  });
});
