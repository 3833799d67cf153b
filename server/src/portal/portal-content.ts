import { applicationFiles } from './load-graph.ts';
import { offlineManifest } from './offline-manifest.ts';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';
import { type ServedFile, etagOf, readServedFiles } from './served-files.ts';

/** The content of `/config.json`, which the portal reads at start; nothing of it is compiled in. */
export interface PortalConfig {
  /** Bare host of an Auth0 tenant, or an origin such as `http://localhost:4300`. */
  readonly domain: string;
  readonly clientId: string;
  readonly audience?: string;
  /** Id or name. */
  readonly organization?: string;
  /** Origin of the linking server, or `/` for the portal's own; absent: the portal calls the Management API itself. */
  readonly linkingServer?: string;
  readonly connections: readonly { readonly name: string; readonly label: string; readonly provider?: string }[];
}

/** The data behind the portal's responses. */
export interface PortalContent {
  /** By URL path. */
  readonly files: ReadonlyMap<string, ServedFile>;
  /** The page. */
  readonly html: string;
  /** JSON of `/config.json`. */
  readonly config: string;
  readonly tenantOrigin: string;
  /** Origin of a linking server elsewhere. */
  readonly linkingServer?: string;
  /** Scripts the application starts from. */
  readonly application: readonly string[];
  /** Path the service worker gets its page from, where the build has one. */
  readonly offlinePage?: string;
}

/** Angular's list of what its service worker keeps. */
const MANIFEST = '/ngsw.json';

/** The data that is read once: everything except the configuration. */
export type PortalFiles = Pick<PortalContent, 'files' | 'html' | 'application'>;

/** A folder holds no built portal. */
export class PortalFolderError extends Error {
  override readonly name = 'PortalFolderError';
}

/** Reads a built portal. @throws {PortalFolderError} Where the folder holds none, saying what to do. */
export async function readPortal(folder: string): Promise<PortalFiles> {
  const files = await readServedFiles(folder).catch((cause: unknown) => {
    // The system's message names a call ("scandir"), not what was wanted of the folder.
    throw new PortalFolderError(`The portal’s folder ${folder} cannot be read.`, { cause });
  });
  const html = files.get('/index.html')?.content.toString('utf8');
  if (html === undefined) throw new PortalFolderError(`${folder} holds no index.html: build the portal first.`);
  // What the page names itself would be requested twice.
  return { files, html, application: applicationFiles(folder).filter((file) => !html.includes(file.slice(1))) };
}

/** Adds the configuration of one tenant. */
export function portalContent(files: PortalFiles, config: PortalConfig): PortalContent {
  const { linkingServer } = config;
  const content: PortalContent = {
    ...files,
    config: JSON.stringify(config),
    tenantOrigin: originOf(config.domain),
    ...(linkingServer === undefined || linkingServer === '/' ? {} : { linkingServer: originOf(linkingServer) }),
  };
  return withOfflineManifest(content);
}

/** Where the build has a service worker, what it keeps must fit what this server sends. */
function withOfflineManifest(content: PortalContent): PortalContent {
  const built = content.files.get(MANIFEST);
  if (built === undefined) return content;
  const { html, tenantOrigin, linkingServer } = content;
  const headers = securityHeaders(contentSecurityPolicy({ tenantOrigin, linkingServer, html, nonce: '' }));
  const { content: manifest, page } = offlineManifest(built.content, [html, JSON.stringify(headers)]);
  const { type, immutable } = built;
  const files = new Map(content.files).set(MANIFEST, { type, immutable, content: manifest, etag: etagOf(manifest) });
  return { ...content, files, offlinePage: page };
}

function originOf(domain: string): string {
  return new URL(domain.includes('://') ? domain : `https://${domain}`).origin;
}
