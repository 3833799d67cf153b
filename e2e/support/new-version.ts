import type { Page } from '@playwright/test';

/** Makes the portal show that a new version is ready. Replaces Angular's service worker, which is off in most tests. */
export async function announceNewVersion(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const worker = Object.assign(new EventTarget(), {
      ...{ controller: { postMessage: () => undefined }, ready: new Promise(() => undefined) },
      register: () => Promise.resolve(),
      startMessages: () => undefined,
    });
    Object.defineProperty(navigator, 'serviceWorker', { value: worker });
    const data = { type: 'VERSION_READY', currentVersion: { hash: 'old' }, latestVersion: { hash: 'new' } };
    setInterval(() => worker.dispatchEvent(new MessageEvent('message', { data })), 500);
  });
}
