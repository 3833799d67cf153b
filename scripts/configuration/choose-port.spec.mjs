import { createServer } from 'node:net';
import { freePort } from '../process/free-port.mjs';
import { choosePort } from './choose-port.mjs';

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<import('node:net').Server>}
 */
function occupy(port, host = '127.0.0.1') {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => resolve(server));
  });
}

describe('choosePort', () => {
  it('uses the default port if it is free', async () => {
    const defaultPort = await freePort(0);
    expect(await choosePort({}, 'PORT', defaultPort)).toEqual({ port: defaultPort });
  });

  it('chooses another port if one is busy and reports it', async () => {
    const defaultPort = await freePort(0);
    const server = await occupy(defaultPort);
    try {
      const { port, note } = await choosePort({}, 'PORT', defaultPort);
      expect(port).not.toBe(defaultPort);
      expect(note).toBe(`Port ${defaultPort} is in use. Using ${port}.`);
    } finally {
      server.close();
    }
  });

  it('avoids a port that the other server is about to use', async () => {
    const defaultPort = await freePort(0);
    expect((await choosePort({}, 'TENANT_PORT', defaultPort, [defaultPort])).port).not.toBe(defaultPort);
  });

  it('explains a requested port that is busy or invalid', async () => {
    const busy = await freePort(0);
    const server = await occupy(busy);
    try {
      await expectAsync(choosePort({ PORT: String(busy) }, 'PORT', 4200)).toBeRejectedWithError(/is in use/);
    } finally {
      server.close();
    }
    await expectAsync(choosePort({ PORT: '80a' }, 'PORT', 4200)).toBeRejectedWithError(/number from 0/);
    await expectAsync(choosePort({ PORT: '70000' }, 'PORT', 4200)).toBeRejectedWithError(/number from 0/);
  });
});
