import { freePort, isPortFree } from '../process/free-port.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';

/**
 * Finds the port of a server: the configured one, or the usual one, or the next free one if that is busy.
 *
 * @param {import('./environment-file.mjs').Settings} settings
 * @param {string} variable For example `PORT`.
 * @param {number} usual
 * @param {readonly number[]} [taken] Ports that other servers of the project are about to use.
 * @returns {Promise<{ port: number, note?: string }>} `note` says that the usual port was busy.
 * @throws {ExplainedError} If the configured port is malformed or busy.
 */
export async function choosePort(settings, variable, usual, taken = []) {
  const asked = settings[variable];
  if (asked === undefined) {
    const port = await freePort(usual, taken);
    return port === usual ? { port } : { port, note: `Port ${String(usual)} is in use; taking ${String(port)}.` };
  }
  if (!/^\d{1,5}$/.test(asked) || Number(asked) > 65_535) {
    throw new ExplainedError(`${variable} is "${asked}"; it is a number from 0 (any free port) to 65535.`);
  }
  const port = Number(asked);
  if (port === 0) return { port: await freePort(0, taken) };
  if (taken.includes(port) || !(await isPortFree(port))) {
    throw new ExplainedError(`${variable}=${asked} is in use by another program. Stop it, or choose another port.`);
  }
  return { port };
}
