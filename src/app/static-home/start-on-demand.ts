import type { LoadApplication, startWhenFollowed } from './start-when-followed';

/**
 * Starts the application at once on every page except the home page, and there too for users who have signed in before.
 * Other visitors see the static home page of `index.html`, which needs no script: the application is fetched when they
 * hover or focus one of its links, and started when they follow it.
 *
 * @param page `boot.js` has set attributes on its root element: which page it is, and whether a user has signed in
 *   before.
 * @param load The code of the application.
 * @param wait Fetches the code that waits for user interaction; if that fails, links navigate as usual.
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
