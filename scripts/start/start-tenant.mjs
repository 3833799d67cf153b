import { startLocalTenant } from './local-tenant.mjs';

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
  await parts.answers(`${tenant.origin}/.well-known/openid-configuration`, 'local tenant');
  return tenant;
}
