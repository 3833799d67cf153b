import { expect, type Page, type Response } from '@playwright/test';
import { cachedResponses } from './stored-data.ts';

/** Waits until the service worker controls the page and has cached every file of its list. */
export async function workerReady(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await expect
    .poll(async () => {
      const wanted = await page.evaluate(async () => {
        const { assetGroups } = (await (await fetch('/ngsw.json')).json()) as { assetGroups: { urls: string[] }[] };
        return assetGroups.flatMap(({ urls }) => urls).map((url) => new URL(url, location.origin).href);
      });
      const kept = await cachedResponses(page);
      return wanted.filter((url) => !kept.some(({ where }) => where.endsWith(` ${url}`)));
    })
    .toEqual([]);
}

/** Paths of the requests that the network, not the service worker, responds to during an action. */
export async function fromNetwork(page: Page, origin: string, done: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const context = page.context();
  const note = (response: Response) => {
    const { origin: from, pathname } = new URL(response.url());
    // Requests of the worker itself also count as network requests.
    if (from === origin && !response.fromServiceWorker()) seen.push(pathname);
  };
  context.on('response', note);
  await done();
  context.off('response', note);
  return seen;
}
