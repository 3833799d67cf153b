import { blockWindows, confirmHere, proveOtherAccount } from './journeys/link-by-redirect.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { accountsOf } from './support/accounts.ts';
import { databaseRecords, storedItems } from './support/browser-state.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

const ITEM = 'onefold.link';

test.beforeEach(async ({ page, context, watch }) => {
  watch.expect(/favicon\.ico/);
  await blockWindows(context);
  await signInToProfile(page, ANA);
  await proveOtherAccount(page, 'Google', LEO);
  // Opens a file of the portal, which gives access to the storage of its origin and runs none of its scripts.
  await page.goto('/favicon.svg');
});

test('is sealed: neither a token nor a name can be read from any storage', async ({ page, context }) => {
  const stored = await storedItems(page);
  expect(stored.map(({ key }) => key)).toContain(ITEM);
  const cookies = (await context.cookies()).map(({ value }) => decodeURIComponent(value));
  const everything = [...stored.map(({ value }) => value), ...(await databaseRecords(page)), ...cookies];
  for (const text of everything) {
    // A JWT, or anything else encoded from JSON that begins a value. Within a random value, "eyJ" means nothing.
    expect(text).not.toMatch(/eyJ[\w-]{5,}\.eyJ[\w-]{5,}|(?<![\w.~-])eyJ|id_token|access_token/);
    expect(text).not.toContain(LEO.email);
    expect(text).not.toContain(LEO.userId);
  }
});

test('has a key that no script can export', async ({ page }) => {
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

test('can be used once: has no effect when it is put back after its use', async ({
  page,
  linking,
  profile,
  tenant,
}) => {
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

test('has no effect after it was tampered with', async ({ page, linking, profile, tenant }) => {
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
