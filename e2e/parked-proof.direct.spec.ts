import { blockWindows, confirmHere, proveOtherAccount } from './journeys/link-by-redirect.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { accountsOf } from './support/accounts.ts';
import { databaseRecords, storedItems } from './support/browser-state.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/world.ts';

const ITEM = 'onefold.link';

test.beforeEach(async ({ page, context, watch }) => {
  watch.expect(/favicon\.ico/);
  await blockWindows(context);
  await signInToProfile(page, ANA);
  await proveOtherAccount(page, 'Google', LEO);
  // A file of the portal: its origin's storage in this tab, and none of its scripts.
  await page.goto('/favicon.svg');
});

test('is sealed: neither a token nor a name can be read from any storage', async ({ page, context }) => {
  const stored = await storedItems(page);
  expect(stored.map(({ key }) => key)).toContain(ITEM);
  const cookies = (await context.cookies()).map(({ value }) => decodeURIComponent(value));
  const everything = [...stored.map(({ value }) => value), ...(await databaseRecords(page)), ...cookies];
  for (const text of everything) {
    expect(text).not.toMatch(/eyJ[\w-]{5,}\.eyJ[\w-]{5,}|id_token|access_token/);
    expect(text).not.toContain(LEO.email);
    expect(text).not.toContain(LEO.userId);
  }
});

test('has a key that no script can take away', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const database = await done(indexedDB.open('onefold'));
    const store = database.transaction('link-keys').objectStore('link-keys');
    const records = (await done(store.getAll())) as { readonly key: CryptoKey }[];
    const exports = records.map(({ key }) =>
      crypto.subtle.exportKey('raw', key).then(
        () => 'exported',
        (error: unknown) => (error as Error).name,
      ),
    );
    return Promise.all(exports);
  });
  expect(outcome).toEqual(['InvalidAccessError']);
});

test('is for one use: put back after it was used, it opens nothing', async ({ page, linking, profile, tenant }) => {
  const before = accountsOf(tenant);
  const [sealed] = (await storedItems(page)).filter(({ key }) => key === ITEM);
  await page.goBack();
  await confirmHere(page, ANA);
  await expect(linking.confirmation).toBeVisible();

  await page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [ITEM, sealed?.value ?? ''] as const);
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  await expect(linking.confirmation).toBeHidden();
  expect(await databaseRecords(page), 'no key is left').toEqual([]);
  expect(accountsOf(tenant)).toEqual(before);
});

test('tampered with: opens nothing, links nothing', async ({ page, linking, profile, tenant }) => {
  const before = accountsOf(tenant);
  await page.evaluate((key) => {
    const item = JSON.parse(sessionStorage.getItem(key) ?? '') as Record<string, string>;
    const data = item['data'] ?? '';
    sessionStorage.setItem(
      key,
      JSON.stringify({ ...item, data: data.startsWith('A') ? `B${data.slice(1)}` : `A${data.slice(1)}` }),
    );
  }, ITEM);
  await page.goBack();
  await confirmHere(page, ANA);
  await expect(profile.name(ANA.name)).toBeVisible();
  await expect(linking.confirmation).toBeHidden();
  expect(accountsOf(tenant)).toEqual(before);
});
