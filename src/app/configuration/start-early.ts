import type { OnefoldConfig } from '@onefold/angular';
import type { StartedSession } from '@onefold/angular/session';

/** The SDK's worker, which the build copies beside the portal's files. */
export const WORKER_URL = 'auth0-spa-js.worker.production.js';

/**
 * Checks the session of a user who has signed in before while the application's code is loading. Without a linking server `AuthService` alone checks it, because it needs further scopes.
 *
 * @param page `boot.js` has set on its root element whether a user has signed in before.
 */
export async function startEarly(page: Document, settings: Promise<Response>): Promise<StartedSession | null> {
  if (page.documentElement.dataset['session'] !== 'hinted') return null;
  const [{ startSession }, response] = await Promise.all([import('@onefold/angular/session'), settings]);
  // The application parses them as well, and reports what is wrong.
  const { linkingServer, ...config } = (await response.clone().json()) as OnefoldConfig;
  if (!linkingServer) return null;
  // Not the profile: its failures would depend on which of two requests comes first.
  return startSession({ ...config, workerUrl: WORKER_URL });
}
