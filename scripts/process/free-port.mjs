import { createServer } from 'node:net';

/** Both addresses of `localhost`: a browser may use either. */
const LOOPBACK = ['127.0.0.1', '::1'];

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
 * @param {number} preferred 0: any free port.
 * @param {readonly number[]} [used] Ports that another part is about to use.
 * @returns {Promise<number>}
 */
export async function freePort(preferred, used = []) {
  for (let port = preferred; preferred > 0 && port <= Math.min(preferred + NEIGHBORS, 65_535); port++) {
    if (!used.includes(port) && (await isPortFree(port))) return port;
  }
  return anyPort();
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

/** @returns {Promise<number>} */
function anyPort() {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
