import { createHash } from 'node:crypto';

/** The part of `ngsw.json` (Angular's service worker) with the source of its page. */
interface WorkerManifest {
  readonly timestamp?: number;
  readonly index: string;
  readonly assetGroups: readonly { readonly urls: readonly string[] }[];
  readonly hashTable: Readonly<Record<string, string>>;
}

/** The files that a browser caches for offline use. */
export interface OfflineManifest {
  /** The sent `/ngsw.json`. */
  readonly content: Buffer;
  /** Path of the page the service worker keeps, in the folder. */
  readonly page: string;
}

/**
 * Angular's service worker compares its cached page with a hash from the build, but every response of this server has a new nonce.
 * So the worker gets the page at another address, without a hash of the content: the address changes with the page and its policy,
 * and the server rejects all others, so a worker never mixes two versions.
 *
 * @param built `/ngsw.json` as built.
 * @param parts The parts of the page, except the nonce.
 */
export function offlineManifest(built: Buffer, parts: readonly string[]): OfflineManifest {
  const manifest = JSON.parse(built.toString('utf8')) as WorkerManifest;
  const { [manifest.index]: _hash, ...hashTable } = manifest.hashTable;
  const version = createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
  const page = `/page-${version}.html`;
  // Under a sub-path, the addresses of the build begin with it.
  const index = manifest.index.replace(/\/[^/]*$/, page);
  const sent = {
    ...manifest,
    // A new build of the same files must not be a new version.
    timestamp: 0,
    index,
    assetGroups: manifest.assetGroups.map((group) => ({
      ...group,
      urls: group.urls.map((url) => (url === manifest.index ? index : url)),
    })),
    hashTable,
  };
  return { content: Buffer.from(JSON.stringify(sent)), page };
}
