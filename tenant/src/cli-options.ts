import { parseArgs } from 'node:util';
import type { TenantClient } from './model/tenant-client.ts';
import type { TenantOptions } from './tenant-options.ts';

/** What the command line asks for. */
export type CliRequest =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'start'; readonly options: TenantOptions }
  | { readonly kind: 'mistake'; readonly message: string };

/** Port when none is given. */
export const DEFAULT_PORT = 4400;

/** The text of `--help`. */
export const HELP = `onefold-tenant: a local Auth0-compatible tenant

  --port NUMBER      port on localhost, 0 for a free one (default ${DEFAULT_PORT})
  --db FILE          SQLite file that outlives a restart (default: memory)
  --control          serve /control: reset, clock, faults (never on a shared machine)
  --origin URL       origin of your application; may be repeated (default http://localhost:4200)
  --client-id ID     id of the demo application (default onefold-demo)
  --help, --version
`;

/** Reads the arguments. */
export function readArguments(args: readonly string[]): CliRequest {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        db: { type: 'string' },
        control: { type: 'boolean' },
        origin: { type: 'string', multiple: true },
        'client-id': { type: 'string' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    });
    if (values.help) return { kind: 'help' };
    if (values.version) return { kind: 'version' };
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!/^\d+$/.test(values.port ?? '0') || port > 65_535) return mistake(`--port must be a number from 0 to 65535.`);
    const origins = values.origin ?? ['http://localhost:4200'];
    const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
    if (wrong !== undefined) return mistake(`--origin ${wrong} is not an origin such as http://localhost:4200.`);
    const client = demoClient(values['client-id'] ?? 'onefold-demo', origins);
    return {
      kind: 'start',
      options: {
        port,
        clients: [client],
        control: values.control ?? false,
        ...(values.db === undefined ? {} : { database: values.db }),
      },
    };
  } catch (error) {
    // parseArgs throws a TypeError for an unknown or incomplete option; its message says which.
    if (!(error instanceof TypeError)) throw error;
    return mistake(error.message);
  }
}

function mistake(message: string): CliRequest {
  return { kind: 'mistake', message };
}

function demoClient(clientId: string, origins: readonly string[]): TenantClient {
  const urls = (path: string) => origins.map((origin) => `${origin}${path}`);
  return {
    client_id: clientId,
    name: 'Demo application',
    app_type: 'spa',
    callbacks: [...urls(''), ...urls('/'), ...urls('/callback'), ...urls('/link/callback')],
    allowed_logout_urls: [...urls(''), ...urls('/')],
    web_origins: origins,
  };
}
