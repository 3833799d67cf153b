import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Both addresses of `localhost`: a browser may use either. */
const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * Systems take the ports of outgoing connections from the range above (IANA: from 49152, Linux: from 32768). Such a connection
 * could take a port that was free a moment ago, before its server listens. Below are ports that browsers refuse.
 */
const [FIRST_PORT, LAST_PORT] = [11_000, 32_767];

/** Number of ports above the preferred one to try before any free port is used. */
const NEIGHBORS = 20;

/**
 * Whether a port is free on both loopback addresses.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port) {
  for (const host of LOOPBACK) if (!(await canListen(port, host))) return false;
  return true;
}

/**
 * The preferred port, or the next free one above it.
 *
 * @param {number} preferred 0: any free port, which no outgoing connection takes.
 * @param {readonly number[]} [used] Ports that another part is about to use.
 * @returns {Promise<number>}
 */
export async function freePort(preferred, used = []) {
  for (let port = preferred; preferred > 0 && port <= Math.min(preferred + NEIGHBORS, 65_535); port++) {
    if (!used.includes(port) && (await isPortFree(port))) return port;
  }
  return anyPort(used);
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      // Without IPv6 on this machine, no process can listen there.
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * @param {readonly number[]} used
 * @returns {Promise<number>}
 */
async function anyPort(used) {
  const port = randomInt(FIRST_PORT, LAST_PORT + 1);
  return !used.includes(port) && (await isPortFree(port)) ? port : anyPort(used);
}
