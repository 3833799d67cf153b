import { readFileSync } from 'node:fs';
import { createTenant } from '../create-tenant.ts';
import { TenantError } from '../model/tenant-error.ts';
import type { TenantSeed } from '../model/tenant-seed.ts';
import { demoClients } from '../seed/demo-clients.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import { readSeed } from '../seed/read-seed.ts';
import { readArguments } from './read-arguments.ts';
import { HELP } from './help.ts';
import { jsonReport, panel } from './report.ts';

/**
 * The command `onefold-tenant`. Returns the exit code: 0 after `--help`, `--version` or a clean stop by SIGINT or
 * SIGTERM, 1 when the tenant cannot start, 2 for wrong arguments.
 */
export async function run(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  if (request.kind === 'mistake') {
    process.stderr.write(`onefold-tenant --help lists the options.\n${request.message}\n`);
    return 2;
  }
  if (request.kind !== 'start') return print(request.kind === 'help' ? HELP : `${version()}\n`);
  // Handles signals from here on: a signal during the start must not leave a half-written database.
  const signalled = interrupted();
  try {
    const control = request.options.control === true;
    const tenant = await createTenant({ ...request.options, seed: cliSeed(request.seed) });
    tenant.control.activity.onEntry(({ kind, text }) => {
      // The output of Actions is for their authors; standard output is for programs.
      if (kind === 'action') process.stderr.write(`Action ${text}\n`);
    });
    print(request.json ? jsonReport(tenant, control) : panel(tenant, control));
    await signalled;
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
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    if (process.env['npm_command'] === 'exec') onParentExit(resolve);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** Milliseconds between two checks of the parent process. */
const PARENT_CHECK = 250;

/** `npx` does not pass on a SIGTERM: it ends, and leaves its command to another parent. */
function onParentExit(act: () => void): void {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    act();
  }, PARENT_CHECK);
  check.unref();
}

/**
 * The seed of the command line: from a file, or the demo people. Adds the demo's applications to a seed without any.
 * @throws TenantError `bad_seed`
 */
export function cliSeed(file: string | undefined): TenantSeed {
  const seed = file === undefined ? DEMO_SEED : readSeed(read(file), file);
  return seed.clients.length > 0 ? seed : { ...seed, clients: demoClients() };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    // The file is missing, a folder or unreadable: the system's message says which.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TenantError('bad_seed', `cannot read the seed ${file}: ${reason}.`, { cause });
  }
}
