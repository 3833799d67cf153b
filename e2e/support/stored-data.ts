import type { Page } from '@playwright/test';
import { databaseRecords, storedItems } from './browser-state.ts';

/** An item that the browser stores for the portal's origin. */
export interface StoredItem {
  /** Where it is: a cache and an address in it, a storage key, a database. */
  readonly where: string;
  /** Its content: addresses, headers, bodies. */
  readonly text: string;
}

/** Every response in every cache of the page's origin, with its headers. */
export async function cachedResponses(page: Page): Promise<readonly StoredItem[]> {
  return page.evaluate(async () => {
    const kept: { where: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request, { ignoreVary: true });
        const headers = JSON.stringify([...(response?.headers ?? [])]);
        kept.push({
          where: `${name} ${request.url}`,
          text: `${request.url} ${JSON.stringify([...request.headers])} ${headers} ${(await response?.text()) ?? ''}`,
        });
      }
    }
    return kept;
  });
}

/** Everything that the browser stores for the page's origin, except cookies. */
export async function storedData(page: Page): Promise<readonly StoredItem[]> {
  return [
    ...(await cachedResponses(page)),
    ...(await storedItems(page)).map(({ key, value }) => ({ where: `storage ${key}`, text: value })),
    ...(await databaseRecords(page)).map((text) => ({ where: 'database', text })),
  ];
}
