import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { tenantOriginOf } from './configuration/portal-config.mjs';
import { PORTAL_FOLDER } from './portal/build-portal.mjs';
import { brotli, compressFolder } from './portal/compress-folder.mjs';
import { isNavigation, pageWithNonce } from './portal/portal-page.mjs';
import { contentSecurityPolicy, securityHeaders } from './portal/security-headers.mjs';
import { etagOf, readServedFiles } from './portal/served-files.mjs';

/** @typedef {import('./configuration/portal-config.mjs').PortalConfig} PortalConfig */

/**
 * Serves a built portal on loopback: compressed, cached, and with the headers a production server should send.
 *
 * @param {object} options
 * @param {number} [options.port] Default 0: any free one.
 * @param {PortalConfig | ((origin: string) => PortalConfig)} options.config Answer of `/config.json`.
 * @param {string} [options.folder] Default: the production build.
 * @returns {Promise<{ origin: string, port: number, close: () => Promise<void> }>}
 */
export async function servePortal({ port = 0, config, folder = PORTAL_FOLDER }) {
  await compressFolder(folder);
  const files = await readServedFiles(folder);
  const page = files.get('/index.html');
  if (page === undefined) throw new Error(`${folder} holds no index.html: build the portal first.`);
  const html = page.content.toString('utf8');

  const server = createServer((request, response) => {
    answer(request, response).catch((/** @type {unknown} */ error) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      resolve(undefined);
    });
  });
  const address = server.address();
  const bound = address !== null && typeof address === 'object' ? address.port : port;
  // `localhost`, not 127.0.0.1: only the same host name is same-site with the local tenant.
  const origin = `http://localhost:${String(bound)}`;
  const settled = typeof config === 'function' ? config(origin) : config;
  const tenantOrigin = tenantOriginOf(settled);
  const configText = Buffer.from(JSON.stringify(settled));

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(request, response) {
    const nonce = randomBytes(16).toString('base64url');
    const policy = contentSecurityPolicy({ tenantOrigin, html, nonce });
    for (const [name, value] of Object.entries(securityHeaders(tenantOrigin, policy))) response.setHeader(name, value);

    /**
     * @param {number} status
     * @param {string} type
     * @param {Buffer} [body]
     */
    const send = (status, type, body = Buffer.alloc(0)) => {
      response.writeHead(status, { 'Content-Type': type, 'Content-Length': body.byteLength });
      response.end(request.method === 'HEAD' ? undefined : body);
    };

    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      send(405, 'text/plain', Buffer.from('Method not allowed'));
      return;
    }
    // Cut by hand: URL parsing would resolve dots, and a path with dots is simply in no list.
    const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    const takesBrotli = /(^|[\s,])br\b(?!;q=0(\.0*)?(,|$))/.test(request.headers['accept-encoding'] ?? '');
    if (path === '/config.json') {
      response.setHeader('Cache-Control', 'no-store');
      send(200, 'application/json; charset=utf-8', configText);
      return;
    }
    const file = path === '/' || path === '/index.html' ? undefined : files.get(path);
    if (file !== undefined) {
      response.setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.setHeader('Vary', 'Accept-Encoding');
      const useBrotli = takesBrotli && file.compressed !== undefined;
      const etag = useBrotli ? etagOf(file.etag) : file.etag;
      response.setHeader('ETag', etag);
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      if (useBrotli) response.setHeader('Content-Encoding', 'br');
      send(200, file.type, useBrotli ? file.compressed : file.content);
      return;
    }
    if (path !== '/' && path !== '/index.html' && !isNavigation(request.headers)) {
      send(404, 'text/plain; charset=utf-8', Buffer.from('Not found'));
      return;
    }
    // Not stored: the page names the files of this build and carries the nonce of this answer.
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Vary', 'Accept-Encoding, Sec-Fetch-Mode, Accept');
    const withNonce = Buffer.from(pageWithNonce(html, nonce));
    if (takesBrotli) response.setHeader('Content-Encoding', 'br');
    send(200, 'text/html; charset=utf-8', takesBrotli ? await brotli(withNonce) : withNonce);
  }

  return {
    origin,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve(undefined);
        });
        server.closeAllConnections();
      }),
  };
}
