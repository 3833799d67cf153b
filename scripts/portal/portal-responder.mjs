import { randomBytes } from 'node:crypto';
import { brotli } from './compress-folder.mjs';
import { earlyLinks, isNavigation, pageWithNonce } from './portal-page.mjs';
import { contentSecurityPolicy, securityHeaders } from './security-headers.mjs';
import { etagOf } from './served-files.mjs';

/**
 * What the portal is answered from.
 *
 * @typedef {object} PortalContent
 * @property {ReadonlyMap<string, import('./served-files.mjs').ServedFile>} files By URL path.
 * @property {string} html The page.
 * @property {string} config JSON of `/config.json`.
 * @property {string} tenantOrigin
 * @property {readonly string[]} application Scripts the application starts from.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {Buffer} [body] Absent with 304.
 */

/**
 * Answers one request for the portal.
 *
 * @param {PortalContent} content
 * @param {Pick<import('node:http').IncomingMessage, 'method' | 'url' | 'headers'>} request
 * @returns {Promise<Answer>}
 */
export async function answerPortalRequest(content, { method, url = '/', headers }) {
  const nonce = randomBytes(16).toString('base64url');
  const policy = contentSecurityPolicy({ tenantOrigin: content.tenantOrigin, html: content.html, nonce });
  const { status, headers: own, body } = await bareAnswer(content, { method, url, headers }, nonce);
  return {
    status,
    headers: { ...securityHeaders(policy), ...own },
    ...(body === undefined ? {} : { body }),
  };
}

/**
 * @param {PortalContent} content
 * @param {{ method: string | undefined, url: string, headers: import('node:http').IncomingHttpHeaders }} request
 * @param {string} nonce
 * @returns {Promise<Answer>}
 */
async function bareAnswer({ files, html, config, tenantOrigin, application }, { method, url, headers }, nonce) {
  if (method !== 'GET' && method !== 'HEAD') {
    return text(405, 'Method not allowed', { Allow: 'GET, HEAD' });
  }
  // Cut by hand: URL parsing would resolve dots, and a path with dots is simply in no list.
  const path = url.split(/[?#]/, 1)[0] ?? '/';
  const takesBrotli = /(^|[\s,])br\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers['accept-encoding'] ?? '');
  if (path === '/config.json') {
    const type = 'application/json; charset=utf-8';
    return { status: 200, headers: { 'Content-Type': type, 'Cache-Control': 'no-store' }, body: Buffer.from(config) };
  }
  const isPage = path === '/' || path === '/index.html';
  const file = isPage ? undefined : files.get(path);
  if (file !== undefined) return fileAnswer(file, takesBrotli, headers['if-none-match']);
  if (!isPage && !isNavigation(headers)) return text(404, 'Not found');

  const page = Buffer.from(pageWithNonce(html, nonce));
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      // Not stored: the page names the files of this build and carries the nonce of this answer.
      'Cache-Control': 'no-store',
      Vary: 'Accept-Encoding, Accept, Sec-Fetch-Mode, Cookie',
      ...earlyLinks({ path, cookies: headers.cookie, tenantOrigin, application }),
      ...(takesBrotli ? { 'Content-Encoding': 'br' } : {}),
    },
    body: takesBrotli ? await brotli(page) : page,
  };
}

/**
 * @param {import('./served-files.mjs').ServedFile} file
 * @param {boolean} takesBrotli
 * @param {string | undefined} known `If-None-Match`.
 * @returns {Answer}
 */
function fileAnswer({ type, content, compressed, etag, immutable }, takesBrotli, known) {
  const body = takesBrotli && compressed !== undefined ? compressed : content;
  // A strong validator names one encoding (RFC 9110 §8.8.3.3).
  const ownEtag = body === content ? etag : etagOf(`br ${etag}`);
  const headers = {
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: ownEtag,
    Vary: 'Accept-Encoding',
  };
  if (known?.split(',').some((each) => each.trim().replace(/^W\//, '') === ownEtag)) return { status: 304, headers };
  const encoding = body === content ? {} : { 'Content-Encoding': 'br' };
  return { status: 200, headers: { ...headers, ...encoding, 'Content-Type': type }, body };
}

/**
 * @param {number} status
 * @param {string} message
 * @param {Record<string, string>} [headers]
 * @returns {Answer}
 */
function text(status, message, headers = {}) {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
    body: Buffer.from(message),
  };
}
