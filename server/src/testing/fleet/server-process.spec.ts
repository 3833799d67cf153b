import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createTenant, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../../../scripts/configuration/local-configuration.mjs';
import { freePort } from '../../../../scripts/process/free-port.mjs';
import { eventually } from '../eventually.ts';
import { ServerProcess } from './server-process.ts';

/** `sub` of a user of the local tenant. */
const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('ServerProcess', () => {
  let tenant: Tenant;
  let port: number;
  let environment: Record<string, string>;

  beforeEach(async () => {
    port = await freePort(0);
    const serverOrigin = `http://localhost:${port}`;
    tenant = await createTenant({ clients: [localClient(serverOrigin), ...localServerClients(serverOrigin)] });
    environment = localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin });
  });

  afterEach(() => tenant.stop());

  const isResponding = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );

  it('is ready after its start, and unreachable after its stop', async () => {
    const server = await ServerProcess.start(port, environment);
    expect(await isResponding()).toBeTrue();
    await server.stop();
    expect(server.isRunning).toBeFalse();
    expect(await isResponding()).toBeFalse();
  }, 60_000);

  it('stops after a call to Auth0 that got no response', async () => {
    const server = await ServerProcess.start(port, environment);
    tenant.control.faults.add({ path: '/api/v2/users', drop: true });
    const { clientId } = localConfig(tenant.origin);
    const token = await tenant.control.signToken({ sub: ANA, aud: LOCAL_AUDIENCE, azp: clientId });
    const view = await fetch(`http://127.0.0.1:${port}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(view.status).toBe(200);
    await eventually('other accounts were looked for', () =>
      Promise.resolve(tenant.control.journal.entries().some(({ path }) => path === '/api/v2/users')),
    );
    await server.stop();
    expect(server.isRunning).toBeFalse();
  }, 60_000);

  it("contains the server's output if it cannot start", async () => {
    await expectAsync(ServerProcess.start(port, { ...environment, AUTH0_AUDIENCE: '' })).toBeRejectedWithError(
      /AUTH0_AUDIENCE is missing/,
    );
  }, 60_000);

  it('ends when the process that started it is killed', async () => {
    const script = `
      import { ServerProcess } from ${JSON.stringify(new URL('./server-process.ts', import.meta.url).href)};
      await ServerProcess.start(${port}, ${JSON.stringify(environment)});
      process.stdout.write('started');
      setInterval(() => undefined, 1000);
    `;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(starter.stdout, 'data');
    expect(await isResponding()).toBeTrue();

    starter.kill('SIGKILL');

    await eventually('the server has ended', async () => !(await isResponding()));
    expect(await isResponding()).toBeFalse();
  }, 60_000);
});
