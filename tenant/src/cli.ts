import { readFileSync } from 'node:fs';
import { createTenant, type Tenant } from './create-tenant.ts';
import { HELP, readArguments } from './cli-options.ts';
import { TenantError } from './tenant-error.ts';

/**
 * The command `onefold-tenant`. Returns the exit code: 0 after `--help`, `--version` or a clean stop by SIGINT or
 * SIGTERM, 1 when the tenant cannot start, 2 for wrong arguments.
 */
export async function run(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  if (request.kind === 'mistake') {
    process.stderr.write(`${request.message}\n\n${HELP}`);
    return 2;
  }
  if (request.kind !== 'start') return print(request.kind === 'help' ? HELP : `${version()}\n`);
  try {
    const tenant = await createTenant(request.options);
    print(panel(tenant, request.options.control === true));
    await interrupted();
    await tenant.stop();
    return 0;
  } catch (error) {
    // The expected failures carry a message for people; anything else should show its stack.
    if (!(error instanceof TenantError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

function panel({ issuer, origin, clients, people }: Tenant, control: boolean): string {
  const width = Math.max(0, ...people.map(({ email }) => email.length));
  return [
    `Local tenant at ${issuer}`,
    `  domain     ${origin}`,
    ...clients.map(({ client_id: id, name }) => `  client     ${id} (${name})`),
    ...(control ? [`  control    ${origin}/control`] : []),
    '',
    'People',
    ...people.map(({ email, password, connection, hint }) => {
      const secret = password === undefined ? connection : `password ${password}`;
      return `  ${email.padEnd(width)}  ${secret}. ${hint}`;
    }),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
