import { startService } from '../process/start-service.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

/** @typedef {import('../configuration/local-configuration.mjs').DemoPerson} DemoPerson */

/**
 * Starts the local tenant and waits until it answers.
 *
 * @param {import('./running-parts.mjs').RunningParts} parts
 * @param {number} port
 * @param {string} origin Where the browser reaches portal and linking server.
 * @param {import('./choose-mode.mjs').LinkingMode} mode
 */
export async function startTenant(parts, port, origin, mode) {
  const tenant = await startLocalTenant(port, origin, mode);
  parts.add(tenant);
  await parts.waitUntilResponding(`${tenant.origin}/.well-known/openid-configuration`, 'local tenant');
  return tenant;
}

/**
 * Starts the local tenant in its own process.
 *
 * @param {number} port
 * @param {string} portalOrigin
 * @param {import('./choose-mode.mjs').LinkingMode} mode
 * @returns {Promise<{ origin: string, people: readonly DemoPerson[], crashed: Promise<string>, stop: () => Promise<void> }>}
 * @throws {ExplainedError} If it ends before it is ready.
 */
async function startLocalTenant(port, portalOrigin, mode) {
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
