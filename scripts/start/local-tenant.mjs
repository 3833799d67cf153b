import { startService } from '../process/service.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

/** @typedef {import('../configuration/portal-config.mjs').DemoPerson} DemoPerson */

/**
 * Starts the local tenant in its own process.
 *
 * @param {number} port
 * @param {string} portalOrigin
 * @param {import('./choose-mode.mjs').LinkingMode} mode
 * @returns {Promise<{ origin: string, people: readonly DemoPerson[], crashed: Promise<string>, stop: () => Promise<void> }>}
 * @throws {ExplainedError} Where it ends before it is ready.
 */
export async function startLocalTenant(port, portalOrigin, mode) {
  const service = startService({
    name: 'local tenant',
    script: inWorkspace('scripts', 'start', 'tenant-process.mjs'),
    args: [String(port), portalOrigin, mode],
  });
  const first = await Promise.race([service.message, service.crashed]);
  if (typeof first === 'string') throw new ExplainedError(first);
  const { origin, people } = /** @type {{ origin: string, people: readonly DemoPerson[] }} */ (first);
  return { origin, people, crashed: service.crashed, stop: service.stop };
}
