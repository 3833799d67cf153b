import type { OnefoldConfig } from '@onefold/angular';
import type { StartedSession } from '@onefold/angular/session';
import { embeddedSettings } from './request-settings';

/** The SDK's worker, which the build copies beside the portal's files. The linking server's settings name its version, too. */
export const WORKER_URL = 'auth0-spa-js.worker.production.js';

/**
 * Checks the session of a user who has signed in before while the application's code is loading, and requests the profile
 * where the page shows it. Without a linking server `AuthService` alone checks the session, because it needs further scopes.
 *
 * @param page `boot.js` has set on its root element whether a user has signed in before.
 */
export async function startEarly(page: Document, settings: Promise<Response>): Promise<StartedSession | null> {
  if (page.documentElement.dataset['session'] !== 'hinted') return null;
  const code = import('@onefold/angular/session');
  // Read at once: reading a `Response` takes its turn after the application, which occupies the processor when it arrives.
  const embedded = embeddedSettings(page);
  // The application parses them as well, and reports what is wrong.
  const { linkingServer, ...config } = (
    embedded === null ? await (await settings).clone().json() : JSON.parse(embedded)
  ) as OnefoldConfig;
  if (!linkingServer) return null;
  const worker = config.workerUrl ?? WORKER_URL;
  // The SDK starts it only after its own code has arrived, and waits for it. A failure shows there.
  fetch(worker).catch(() => undefined);
  // The first use of `Intl` takes about 12 ms, and the list has dates: better while the page waits for the network.
  if ('requestIdleCallback' in window) requestIdleCallback(() => Intl.DateTimeFormat.supportedLocalesOf('en'));
  const { startSession } = await code;
  const showsProfile = page.location.pathname === new URL('profile', page.baseURI).pathname;
  return startSession({ ...config, workerUrl: worker, ...(showsProfile && { linkingServer }) });
}
