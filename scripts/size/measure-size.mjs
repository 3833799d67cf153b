import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PORTAL_FOLDER, PORTAL_STATS } from '../portal/build-portal.mjs';
import { withStaticImports } from '../../server/src/portal/index.ts';
import { filesOfPage, filesOfProfileRoute, GATEWAY_SOURCES } from './loaded-files.mjs';

/** A copy of the SDK's file; see `workerUrl` in `src/app/app.config.ts`. */
const TOKEN_WORKER = 'auth0-spa-js.worker.production.js';

/**
 * Measures the production build as the server sends it.
 *
 * @returns {import('./over-limits.mjs').Sizes}
 */
export function measureSize() {
  const { outputs } = /** @type {{ outputs: import('./loaded-files.mjs').Outputs }} */ (
    JSON.parse(readFileSync(PORTAL_STATS, 'utf8'))
  );
  const html = readFileSync(join(PORTAL_FOLDER, 'index.html'), 'utf8');
  const initial = withStaticImports(filesOfPage(html), outputs);
  const { direct, server } = GATEWAY_SOURCES;
  // The Auth0 SDK starts it beside the page; no module imports it.
  const worker = sizeOf(new Set([TOKEN_WORKER]));
  const modes = {
    profileRouteDirect: sizeOf(filesOfProfileRoute(initial, outputs, direct)) + worker,
    profileRouteServer: sizeOf(filesOfProfileRoute(initial, outputs, server)) + worker,
  };
  return { initial: sizeOf(initial), profileRoute: Math.max(...Object.values(modes)), ...modes };
}

/**
 * @param {ReadonlySet<string>} files
 * @returns {number} Bytes.
 */
function sizeOf(files) {
  return [...files]
    .filter((file) => /\.(js|css)$/.test(file))
    .reduce((sum, file) => sum + statSync(join(PORTAL_FOLDER, `${file}.br`)).size, 0);
}
