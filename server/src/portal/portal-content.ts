import type { PolicyAdditions } from '../configuration/server-config.ts';
import { preloadedFiles, type PreloadedFiles } from './preloaded-files.ts';
import { offlineManifest } from './offline-manifest.ts';
import { type PolicySources, contentSecurityPolicy, securityHeaders } from './security-headers.ts';
import { type ServedFile, etagOf, readServedFiles, versionOf } from './served-files.ts';

/** The content of `/config.json`, which the portal reads at start instead of compiled settings. */
export interface PortalConfig {
  /** Bare host of an Auth0 tenant, or an origin such as `http://localhost:4300`. */
  readonly domain: string;
  readonly clientId: string;
  readonly audience?: string;
  /** Id or name. */
  readonly organization?: string;
  /** Origin of the linking server, or `/` for the portal's own; absent: the portal calls the Management API itself. */
  readonly linkingServer?: string;
  /** The Auth0 SDK's token worker, if the build contains it: the policy allows no worker from a `blob:`. */
  readonly workerUrl?: string;
  readonly connections: readonly { readonly name: string; readonly label: string; readonly provider?: string }[];
}

/** The data behind the portal's responses. */
export interface PortalContent {
  /** By URL path. */
  readonly files: ReadonlyMap<string, ServedFile>;
  /** The page. */
  readonly html: string;
  /** The page where the application does not start at once: with its small style sheets and blocking scripts in it. */
  readonly inlinedHtml: string;
  /** JSON of `/config.json`. */
  readonly config: string;
  /** Further inputs of the policy besides the page and the nonce. */
  readonly sources: PolicySources;
  /** Path of the portal; empty: the root. */
  readonly basePath: string;
  /** Scripts to load early if the application starts immediately. */
  readonly preloads: PreloadedFiles;
  /** Path of the SDK's token worker with its version, if the build contains it and checks the session before Angular starts. */
  readonly worker?: string;
  /** Path of the service worker's page, if the build has a worker. */
  readonly offlinePage?: string;
}

/** Angular's list of the files that its service worker caches. */
const MANIFEST = '/ngsw.json';
/** The token worker of `@auth0/auth0-spa-js`, if the application has it among its assets. */
export const WORKER = 'auth0-spa-js.worker.production.js';
/** Maximum size in bytes of a file to inline: up to this size, a round trip takes longer. */
const MAX_INLINE_BYTES = 20_000;

/** The data that is read once: everything except the configuration. */
export type PortalFiles = Pick<PortalContent, 'files' | 'html' | 'inlinedHtml' | 'preloads'>;

/** The folder contains no built portal. */
export class PortalFolderError extends Error {
  override readonly name = 'PortalFolderError';
}

/** Reads a built portal. @throws {PortalFolderError} If the folder contains none; says what to do. */
export async function readPortal(folder: string): Promise<PortalFiles> {
  const files = await readServedFiles(folder).catch((cause: unknown) => {
    // The system's message names a call ("scandir"), not the purpose of the folder.
    throw new PortalFolderError(`The portal’s folder ${folder} cannot be read.`, { cause });
  });
  const built = files.get('/index.html')?.content.toString('utf8');
  if (built === undefined) throw new PortalFolderError(`${folder} has no index.html. Build the portal first.`);
  const html = withPlainStyleSheets(built);
  // Files that the page already names would be requested twice.
  const own = new Set([...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/gi)].map(([, src]) => `/${src}`));
  const { session, list } = preloadedFiles(folder);
  return {
    files,
    html,
    inlinedHtml: withInlineFiles(html, files),
    preloads: { session: session.filter((file) => !own.has(file)), list: list.filter((file) => !own.has(file)) },
  };
}

/**
 * Removes inline event handlers from style sheets: Angular's builder defers them with `media="print"` and an `onload`, which the
 * policy blocks, so the page would never get its styles.
 */
function withPlainStyleSheets(html: string): string {
  return html.replace(/<link\b[^>]*\brel="stylesheet"[^>]*>/gi, (link) =>
    link.replace(/\s+media="print"\s+onload="this\.media='all'"/i, ''),
  );
}

/**
 * The page with its small style sheets and blocking scripts inlined, because browsers paint nothing before these are loaded. The
 * policy allows them by hash. Style sheets that name further files stay: their addresses are relative to the style sheet. Where the
 * application starts at once, a larger page would keep the open connection from the session check.
 */
function withInlineFiles(html: string, files: PortalFiles['files']): string {
  const textOf = (path: string) => {
    const content = files.get(`/${path}`)?.content;
    return content === undefined || content.length > MAX_INLINE_BYTES ? undefined : content.toString('utf8');
  };
  return html
    .replace(/<link\b[^>]*\brel="stylesheet"[^>]*>/gi, (link) => {
      const css = textOf(/\bhref="([^"]+)"/.exec(link)?.[1] ?? '');
      return css === undefined || /url\((?!\s*["']?data:)|@import|<\//i.test(css) ? link : `<style>${css}</style>`;
    })
    .replace(/<script src="([^"]+)"><\/script>/gi, (script, path: string) => {
      const code = textOf(path);
      return code === undefined || /<\/|<!--/.test(code) ? script : `<script>${code}</script>`;
    });
}

/**
 * Adds the configuration of one tenant.
 *
 * @param place.basePath Path under which the portal is served; default: the root.
 * @param place.allowed What its policy allows in addition.
 * @throws {PortalFolderError} If it was built for another path.
 */
export function portalContent(
  files: PortalFiles,
  config: PortalConfig,
  { basePath = '', allowed }: { readonly basePath?: string; readonly allowed?: PolicyAdditions } = {},
): PortalContent {
  const { linkingServer = '/' } = config;
  requireBase(files.html, `${basePath}/`);
  const file = files.files.get(`/${WORKER}`);
  // With its version, so that it is fetched once, before the SDK starts it.
  const worker = file && `${WORKER}?${versionOf(file)}`;
  const content: PortalContent = {
    ...files,
    config: JSON.stringify({ ...(worker && { workerUrl: worker }), ...config }),
    // Without a linking server `AuthService` checks the session, later.
    ...(worker && config.linkingServer !== undefined && { worker: `${basePath}/${worker}` }),
    basePath,
    sources: {
      tenantOrigin: originOf(config.domain),
      ...(linkingServer.startsWith('/') ? {} : { linkingServer: originOf(linkingServer) }),
      ...(allowed === undefined ? {} : { allowed }),
    },
  };
  return withOfflineManifest(content);
}

/** Rejects a page with another base: it would not find its files and stay empty. */
function requireBase(html: string, expected: string): void {
  const base = /<base\s[^>]*href="(\/[^"]*)"/i.exec(html)?.[1];
  if (base === undefined || base === expected) return;
  throw new PortalFolderError(
    `The portal was built for ${base}, but is served at ${expected}. Build it with --base-href ${expected}, or change ONEFOLD_BASE_PATH.`,
  );
}

/** Adapts the service worker's list of files, if there is one, to what this server sends. */
function withOfflineManifest(content: PortalContent): PortalContent {
  const built = content.files.get(MANIFEST);
  if (built === undefined) return content;
  const { html, sources } = content;
  const headers = securityHeaders(contentSecurityPolicy(sources, { html, nonce: '' }), sources);
  const { content: manifest, page } = offlineManifest(built.content, [html, JSON.stringify(headers)]);
  const { type, immutable } = built;
  const files = new Map(content.files).set(MANIFEST, { type, immutable, content: manifest, etag: etagOf(manifest) });
  return { ...content, files, offlinePage: page };
}

function originOf(domain: string): string {
  return new URL(domain.includes('://') ? domain : `https://${domain}`).origin;
}
