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
  // Read the body now: later it would wait for the application's code, which occupies the processor once it has loaded.
  const embedded = embeddedSettings(page);
  // The application parses the settings as well, and reports errors in them.
  const { linkingServer, ...config } = (
    embedded === null ? await (await settings).clone().json() : JSON.parse(embedded)
  ) as OnefoldConfig;
  if (!linkingServer) return null;
  const worker = config.workerUrl ?? WORKER_URL;
  // Prefetch: the SDK requests the worker only after its own code has loaded, and waits for it. It reports a failure.
  fetch(worker).catch(() => undefined);
  // The first use of `Intl` takes about 12 ms, and the list needs it for dates: do it while the page waits for the network.
  if ('requestIdleCallback' in window) requestIdleCallback(() => Intl.DateTimeFormat.supportedLocalesOf('en'));
  const { startSession } = await code;
  const showsProfile = page.location.pathname === new URL('profile', page.baseURI).pathname;
  return startSession({ ...config, workerUrl: worker, ...(showsProfile && { linkingServer }) });
}
