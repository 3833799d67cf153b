import { servePortal as serve } from '../server/src/portal/index.ts';
import { PORTAL_FOLDER } from './portal/build-portal.mjs';

/**
 * Serves the production build of the portal alone, without a linking server.
 *
 * @param {Omit<Parameters<typeof serve>[0], 'folder'>} options
 * @returns {ReturnType<typeof serve>}
 */
export function servePortal(options) {
  return serve({ ...options, folder: PORTAL_FOLDER });
}
