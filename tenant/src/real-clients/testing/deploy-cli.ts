import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Tenant } from '../../create-tenant.ts';
import { MACHINE } from './secure-harness.ts';

const PROGRAM = createRequire(import.meta.url).resolve('auth0-deploy-cli/lib/index.js');
/**
 * Runs `a0deploy`, unmodified, as the machine of the secure harness.
 * @param args For example `['export', '--format', 'yaml', '--output_folder', folder]`.
 * @throws an error with its output where it fails
 */
export async function runDeployCli({ tlsIssuer = '', ca }: Tenant, ...args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [PROGRAM, ...args], {
    env: {
      ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_EXTRA_CA_CERTS: ca },
      AUTH0_DOMAIN: new URL(tlsIssuer).host,
      AUTH0_CLIENT_ID: MACHINE.clientId,
      AUTH0_CLIENT_SECRET: MACHINE.clientSecret,
    },
  });
}
