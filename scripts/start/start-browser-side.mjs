import { servePortal } from '../serve-portal.mjs';
import { startDevPortal } from './start-dev-portal.mjs';

/** How long the development server may take to answer, in milliseconds; it compiles first. */
const COMPILE_TIMEOUT = 180_000;

/** @typedef {import('../configuration/portal-config.mjs').PortalConfig} PortalConfig */

/**
 * Serves the production build alone, for the direct mode.
 *
 * @param {import('./running-parts.mjs').RunningParts} parts
 * @param {{ port: number, config: PortalConfig }} options
 */
export async function startBuiltPortal(parts, { port, config }) {
  const portal = await servePortal({ port, config });
  parts.add({ stop: () => portal.close() });
  await parts.waitUntilResponding(`${portal.origin}/config.json`, 'portal');
}

/**
 * Serves the sources with live reload.
 *
 * @param {import('./running-parts.mjs').RunningParts} parts
 * @param {{ port: number, config: PortalConfig, serverPort?: number }} options
 */
export async function startLiveReload(parts, options) {
  let isBuffering = true;
  /** @type {string[]} */
  const earlyLines = [];
  const portal = await startDevPortal({
    ...options,
    onLine: (line) => (isBuffering ? earlyLines.push(line) : console.log(line)),
  });
  parts.add(portal);
  await parts.waitUntilResponding(`${portal.origin}/config.json`, 'development server', COMPILE_TIMEOUT);
  isBuffering = false;
}
