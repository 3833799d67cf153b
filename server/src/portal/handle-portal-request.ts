import { randomBytes } from 'node:crypto';
import { pathWithin } from '../http/http-environment.ts';
import { brotli } from './brotli.ts';
import type { PortalContent } from './portal-content.ts';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';
import { type ServedFile, etagOf, versionOf } from './served-files.ts';

/** Quality for pages, which are compressed for each response: fast, and nearly as small. */
const PAGE_QUALITY = 5;

const OFFLINE_PAGE = /^\/page-[0-9a-f]{16}\.html$/;

/** One request for the portal. */
export interface PortalRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: Headers;
}

/** The response. */
export interface PortalResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent with 304. */
  readonly body?: Buffer;
}

/** Answers one request for the portal: a file of the build, its configuration, or the page for any other navigation. */
export async function handlePortalRequest(content: PortalContent, request: PortalRequest): Promise<PortalResponse> {
  const nonce = randomBytes(16).toString('base64url');
  const { sources, inlinedHtml } = content;
  const policy = contentSecurityPolicy(sources, { html: inlinedHtml, nonce });
  const { status, headers: own, body } = await responseWithoutPolicy(content, request, nonce);
  return {
    status,
    headers: {
      ...securityHeaders(policy, sources),
      ...(isLoginResponse(request.url) && { 'Referrer-Policy': 'no-referrer' }),
      ...own,
    },
    ...(body === undefined ? {} : { body }),
  };
}

async function responseWithoutPolicy(
  { files, html, inlinedHtml, config, sources, basePath, preloads, worker, offlinePage }: PortalContent,
  { method, url, headers }: PortalRequest,
  nonce: string,
): Promise<PortalResponse> {
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Method not allowed', { Allow: 'GET, HEAD' });
  // No URL parsing, which would resolve dots: a path with dots is in no list.
  const [address = '/', query = ''] = url.split(/[?#]/, 2);
  const path = pathWithin(basePath, address);
  const acceptsBrotli = /(^|[\s,])br\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers.get('Accept-Encoding') ?? '');
  if (path === '/config.json') {
    const type = 'application/json; charset=utf-8';
    return { status: 200, headers: { 'Content-Type': type, 'Cache-Control': 'no-store' }, body: Buffer.from(config) };
  }
  const isOfflinePage = path === offlinePage;
  const isPage = path === '/' || path === '/index.html' || isOfflinePage;
  const file = isPage ? undefined : files.get(path);
  if (file !== undefined) {
    const immutable = file.immutable || query === versionOf(file);
    return fileResponse({ ...file, immutable }, acceptsBrotli, headers.get('If-None-Match'));
  }
  // Another version's offline page is not found, even for a navigation: its worker must not cache this version instead.
  if (!isPage && (!isNavigation(headers) || OFFLINE_PAGE.test(path))) return text(404, 'Not found');

  const signedInBefore = /(^|; *)auth0\.[^=]+\.is\.authenticated=/.test(headers.get('Cookie') ?? '');
  const startsImmediately = signedInBefore || (path !== '/' && path !== '/index.html');
  // The cached page must not contain settings: the portal requests them each time (docs/decisions/042).
  const content = isOfflinePage ? html : pageWithSettings(startsImmediately ? html : inlinedHtml, config);
  const page = Buffer.from(pageWithNonce(content, nonce));
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      Vary: 'Accept-Encoding, Accept, Sec-Fetch-Mode, Cookie',
      ...(isOfflinePage
        ? // For the service worker, which keeps it as long as its version and reads that from here.
          { 'Cache-Control': 'private, max-age=31536000, immutable' }
        : {
            // Not cacheable: the page names the files of this build and contains the nonce of this response.
            'Cache-Control': 'no-store',
            ...(startsImmediately && {
              Link: preloadLinks({
                session: preloads.session.map((file) => `${basePath}${file}`),
                // Without an earlier sign-in nothing checks a session, and no list follows.
                ...(signedInBefore &&
                  preloads.session.length > 0 &&
                  worker !== undefined && { worker, list: preloads.list.map((file) => `${basePath}${file}`) }),
                tenantOrigin: sources.tenantOrigin,
              }),
            }),
          }),
      ...(acceptsBrotli ? { 'Content-Encoding': 'br' } : {}),
    },
    body: acceptsBrotli ? await brotli(page, PAGE_QUALITY) : page,
  };
}

/** @param known `If-None-Match`. */
function fileResponse(
  { type, content, compressed, etag, immutable }: ServedFile,
  acceptsBrotli: boolean,
  known: string | null,
): PortalResponse {
  const body = acceptsBrotli && compressed !== undefined ? compressed : content;
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

function text(status: number, message: string, headers: Readonly<Record<string, string>> = {}): PortalResponse {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
    body: Buffer.from(message),
  };
}

/**
 * The portal's page with a nonce on its root element, where Angular looks for it (`ngCspNonce`): the policy allows
 * only styles that carry it. Every response has a new, unpredictable nonce. If the root element is not `app-root`, a separate
 * element has the nonce: Angular uses the first one in the body.
 *
 * @param html `index.html` as built.
 */
function pageWithNonce(html: string, nonce: string): string {
  const page = html.replace(/\s+ngCspNonce(?:="[^"]*")?/gi, '');
  return /<app-root\b/i.test(page)
    ? page.replace(/<app-root\b/i, (tag) => `${tag} ngCspNonce="${nonce}"`)
    : page.replace(/<body\b[^>]*>/i, (tag) => `${tag}<template ngCspNonce="${nonce}"></template>`);
}

/**
 * Embeds the settings in the page, which saves the portal a request: before its first script, which reads them. As data, they need no
 * permission of the policy.
 *
 * @param config JSON, in which "<" is the only character that could end the element.
 */
function pageWithSettings(html: string, config: string): string {
  const element = `<script type="application/json" id="onefold-config">${config.replaceAll('<', '\\u003c')}</script>`;
  return html.replace(/<script\b|<\/head>/i, (tag) => element + tag);
}

/** Whether an address is the response to a sign-in (RFC 6749 §4.1.2), whose code must reach no other request. */
function isLoginResponse(url: string): boolean {
  return /[?&]state=/.test(url) && /[?&](code|error)=/.test(url);
}

/** Whether a request is a navigation, the only kind that gets the page for a path that is not a file. */
function isNavigation(headers: Headers): boolean {
  const mode = headers.get('Sec-Fetch-Mode');
  // Without Fetch Metadata, browsers and tools at least accept HTML.
  if (mode !== null) return mode === 'navigate';
  return (headers.get('Accept') ?? '').includes('text/html');
}

/**
 * The `Link` header with resources to load early where the application starts at once: on all pages but the home page, and there
 * for users who have signed in before (`src/app/static-home`).
 *
 * @param options.worker The SDK's, which its session check waits for.
 * @param options.list Scripts that the list needs later.
 */
function preloadLinks({
  session,
  worker,
  list = [],
  tenantOrigin,
}: {
  readonly session: readonly string[];
  readonly worker?: string;
  readonly list?: readonly string[];
  readonly tenantOrigin: string;
}): string {
  return [
    ...session.map((file) => `<${file}>; rel=modulepreload`),
    ...list.map((file) => `<${file}>; rel=modulepreload; fetchpriority=low`),
    ...(worker === undefined ? [] : [`<${worker}>; rel=preload; as=fetch; crossorigin`]),
    // Both kinds of connection are needed: frames send cookies, fetches of another origin do not.
    `<${tenantOrigin}>; rel=preconnect`,
    `<${tenantOrigin}>; rel=preconnect; crossorigin`,
  ].join(', ');
}
