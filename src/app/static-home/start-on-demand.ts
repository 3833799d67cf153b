import type { LoadApplication, startWhenFollowed } from './start-when-followed';

/**
 * Starts the application at once on every page but the home page, and there too for somebody who signed in before.
 * Everybody else sees the home page as `index.html` paints it, which needs no script: the application is fetched when
 * they reach for one of its links, and started when they follow it.
 *
 * @param page `boot.js` has written on its root element which page it is and whether somebody signed in before.
 * @param load The code of the application.
 * @param wait Fetches what waits for the person; where it cannot be had, links are what they always are.
 */
export async function startOnDemand(
  page: Document,
  load: LoadApplication,
  wait: () => Promise<typeof startWhenFollowed> = async () => (await import('./start-when-followed')).startWhenFollowed,
): Promise<void> {
  const { route, session } = page.documentElement.dataset;
  if (route === 'inner' || session === 'hinted') {
    const { start } = await load();
    await start();
    return;
  }
  const listen = await wait().catch(() => null);
  listen?.(page, load);
}
