import { freePort, isPortFree } from '../process/free-port.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';

/**
 * Finds the port of a server: the configured one, or the usual one, or the next free one if that is busy.
 *
 * @param {import('./read-settings.mjs').Settings} settings
 * @param {string} variable For example `PORT`.
 * @param {number} defaultPort
 * @param {readonly number[]} [used] Ports that other servers of the project are about to use.
 * @returns {Promise<{ port: number, note?: string }>} `note` says that the usual port was busy.
 * @throws {ExplainedError} If the configured port is malformed or busy.
 */
export async function choosePort(settings, variable, defaultPort, used = []) {
  const configured = settings[variable];
  if (configured === undefined) {
    const port = await freePort(defaultPort, used);
    return port === defaultPort
      ? { port }
      : { port, note: `Port ${String(defaultPort)} is in use. Using ${String(port)}.` };
  }
  if (!/^\d{1,5}$/.test(configured) || Number(configured) > 65_535) {
    throw new ExplainedError(`${variable} is "${configured}". Set a number from 0 (any free port) to 65535.`);
  }
  const port = Number(configured);
  if (port === 0) return { port: await freePort(0, used) };
  if (used.includes(port) || !(await isPortFree(port))) {
    throw new ExplainedError(
      `${variable}=${configured} is in use by another program. Stop it, or choose another port.`,
    );
  }
  return { port };
}
