import { readFileSync } from 'node:fs';
import { HELP, readArguments } from './cli-arguments.ts';

/**
 * The command `onefold-server`. Returns the exit code: 0 after `--help`, `--version`, `--check` or a clean stop by SIGINT or
 * SIGTERM, 1 when the server cannot start, 2 for wrong arguments.
 */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const request = readArguments(args);
  switch (request.kind) {
    case 'mistake':
      process.stderr.write(`${request.message}\n\n${HELP}`);
      return 2;
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`${version()}\n`);
      return 0;
    case 'start':
    case 'check': {
      // Loaded late: whoever wants help should not wait for a whole server.
      const { serve } = await import('./serve.ts');
      const portal = request.portal === undefined ? {} : { ONEFOLD_PORTAL_FOLDER: request.portal };
      return serve(request.kind, { ...env, ...portal });
    }
  }
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}
