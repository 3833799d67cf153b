import { createServer } from 'node:net';
import { freePort } from '../process/free-port.mjs';
import { choosePort } from './ports.mjs';

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
  it('takes the usual port when it is free', async () => {
    const usual = await freePort(0);
    expect(await choosePort({}, 'PORT', usual)).toEqual({ port: usual });
  });

  it('chooses another port if one is busy and reports it', async () => {
    const usual = await freePort(0);
    const server = await occupy(usual);
    try {
      const { port, note } = await choosePort({}, 'PORT', usual);
      expect(port).not.toBe(usual);
      expect(note).toBe(`Port ${usual} is in use; taking ${port}.`);
    } finally {
      server.close();
    }
  });

  it('avoids a port that the other server is about to use', async () => {
    const usual = await freePort(0);
    expect((await choosePort({}, 'TENANT_PORT', usual, [usual])).port).not.toBe(usual);
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
