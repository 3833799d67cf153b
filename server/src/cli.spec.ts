import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createTenant, type Tenant } from '@onefold/tenant';
import { bundleProgram } from '../../scripts/process/bundle-program.mjs';
import { serverClients } from './testing/server-clients.ts';

const PROGRAM = new URL('../bin/onefold-server.mjs', import.meta.url);
const BIN = fileURLToPath(PROGRAM);

/** Each starts a program, which takes a while on a busy machine. */
const TIMEOUT = 60_000;

interface ProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('onefold-server', () => {
  let tenant: Tenant;
  /** The same program, which loads faster. */
  let bundle: string;

  beforeAll(async () => {
    tenant = await createTenant({ clients: serverClients('http://localhost:4200') });
    bundle = await bundleProgram(PROGRAM);
  }, TIMEOUT);
  afterAll(() => tenant.stop());

  function environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      ONEFOLD_PUBLIC_ORIGIN: 'http://localhost:4200',
      PORT: '0',
      AUTH0_DOMAIN: tenant.origin,
      AUTH0_AUDIENCE: 'https://api.example.com/',
      AUTH0_CLIENT_ID: 'portal',
      ONEFOLD_SERVER_CLIENT_ID: 'server',
      ONEFOLD_SERVER_CLIENT_SECRET: 'secret',
      ONEFOLD_MACHINE_CLIENT_ID: 'machine',
      ONEFOLD_MACHINE_CLIENT_SECRET: 'secret',
      ONEFOLD_CONNECTIONS: 'github',
      ONEFOLD_SEALING_KEY: Buffer.alloc(32).toString('base64'),
      ONEFOLD_DATABASE_FILE: ':memory:',
      LOG_LEVEL: 'silent',
    };
  }

  function run(args: readonly string[], env: NodeJS.ProcessEnv, program = bundle): Promise<ProcessResult> {
    return new Promise((resolve) => {
      execFile(process.execPath, [program, ...args], { env, timeout: TIMEOUT / 2 }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      });
    });
  }

  it(
    'prints its help and its version',
    async () => {
      const [help, version] = await Promise.all([run(['--help'], {}, BIN), run(['--version'], {}, BIN)]);
      expect(help).toEqual(jasmine.objectContaining({ code: 0, stderr: '' }));
      expect(help.stdout).toContain('ONEFOLD_SEALING_KEY');
      expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    },
    TIMEOUT,
  );

  it(
    'exits with 2 for unknown arguments',
    async () => {
      const { code, stderr } = await run(['--prot', 'x'], {});
      expect(code).toBe(2);
      expect(stderr).toContain('--prot');
      expect(stderr).toContain('Usage:');
    },
    TIMEOUT,
  );

  it(
    'exits with 1 and a message without a stack if it cannot start',
    async () => {
      const [nothing, database, portal] = await Promise.all([
        run([], { PATH: process.env['PATH'] }),
        run([], { ...environment(), ONEFOLD_DATABASE_FILE: `${BIN}/onefold.sqlite` }),
        run(['--portal', `${BIN}/portal`], environment()),
      ]);
      expect(nothing.code).toBe(1);
      expect(nothing.stderr).toContain('  - AUTH0_DOMAIN is missing.');
      expect(database.code).toBe(1);
      expect(database.stderr).toContain(`${BIN}/onefold.sqlite`);
      expect(portal.code).toBe(1);
      expect(portal.stderr).toBe(`The portal’s folder ${BIN}/portal cannot be read.\n`);
      for (const { stderr } of [nothing, database, portal]) expect(stderr).not.toContain('    at ');
    },
    TIMEOUT,
  );

  it(
    'checks the configuration, the database and the tenant’s settings',
    async () => {
      const [good, bad, secret, connection] = await Promise.all([
        run(['--check'], environment()),
        run(['--check'], { ...environment(), AUTH0_DOMAIN: 'http://localhost:9' }),
        run(['--check'], { ...environment(), ONEFOLD_MACHINE_CLIENT_SECRET: 'outdated' }),
        run(['--check'], { ...environment(), ONEFOLD_CONNECTIONS: 'github, missing', ONEFOLD_PORTAL_ORIGIN: 'x' }),
      ]);
      expect(good).toEqual(jasmine.objectContaining({ code: 0, stderr: '' }));
      expect(bad.code).toBe(1);
      expect(bad.stderr).toContain('http://localhost:9/');
      expect(secret.code).toBe(1);
      expect(secret.stderr).toContain('ONEFOLD_MACHINE_CLIENT_SECRET');
      expect(connection.code).toBe(1);
      expect(connection.stderr).toContain('ONEFOLD_PORTAL_ORIGIN is not a setting of this server.');
      expect(connection.stderr).toContain('contains missing, but the tenant has no such connection');
    },
    TIMEOUT,
  );

  it(
    'runs until a signal, and exits with 0',
    async () => {
      const child = fork(BIN, [], { env: environment(), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      expect(await once(child, 'message')).toEqual([{ origin: 'http://localhost:4200' }, undefined]);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
    TIMEOUT,
  );
});
