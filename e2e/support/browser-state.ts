import type { Page } from '@playwright/test';
import type { Traffic } from './traffic.ts';

/** Cookies that Auth0's SDK sets for its client, by name, without those of a pending login. */
export async function sdkCookies(page: Page): Promise<Readonly<Record<string, string>>> {
  const cookies = await page.context().cookies(page.url());
  return Object.fromEntries(
    cookies.filter(({ name }) => /^(_legacy_)?auth0\./.test(name)).map(({ name, value }) => [name, value]),
  );
}

/** All of a page's localStorage and sessionStorage. */
export async function storedItems(page: Page): Promise<readonly { readonly key: string; readonly value: string }[]> {
  return page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((storage) =>
      Object.keys(storage).map((key) => ({ key, value: storage.getItem(key) ?? '' })),
    ),
  );
}

/** Every record of every IndexedDB database of a page, as text; keys that cannot be exported show as `{}`. */
export async function databaseRecords(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const records: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        records.push(...(await done(objects.getAll())).map((record: unknown) => JSON.stringify(record)));
      }
      database.close();
    }
    return records;
  });
}

/** The access tokens sent to the Management API, in order, each with its subject. */
export async function bearerSubjects(
  traffic: Traffic,
): Promise<readonly { readonly token: string; readonly sub: unknown }[]> {
  const requests = await traffic.requests();
  return requests
    .map(({ headers }) => headers['authorization'])
    .filter((header) => header !== undefined)
    .map((header) => header.replace(/^Bearer /, ''))
    .map((token) => ({ token, sub: claimsOf(token)['sub'] }));
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return JSON.parse(payload) as Record<string, unknown>;
}
