import { parseArgs } from 'node:util';
import type { TenantClient } from '../model/tenant-client.ts';
import { demoClients } from '../seed/demo-clients.ts';
import { isIssuer } from '../check-options.ts';
import type { TenantOptions } from '../tenant-options.ts';
import { readClientOption } from './read-client-option.ts';
import { DEFAULT_PORT } from './help.ts';

/** What the command line requests. */
export type CliRequest =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'mistake'; readonly message: string }
  | {
      readonly kind: 'start';
      /** Without the seed, which is in a file. */
      readonly options: TenantOptions;
      /** The seed's file. */
      readonly seed?: string;
      /** Report as JSON. */
      readonly json: boolean;
    };

const OPTIONS = {
  port: { type: 'string' },
  'tls-port': { type: 'string' },
  issuer: { type: 'string' },
  host: { type: 'string' },
  'allow-remote': { type: 'boolean' },
  db: { type: 'string' },
  seed: { type: 'string' },
  origin: { type: 'string', multiple: true },
  'client-id': { type: 'string' },
  client: { type: 'string', multiple: true },
  'ca-dir': { type: 'string' },
  'auto-login': { type: 'string' },
  strict: { type: 'boolean' },
  control: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Reads the arguments. */
export function readArguments(args: readonly string[]): CliRequest {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (values.help) return { kind: 'help' };
    if (values.version) return { kind: 'version' };
    return startRequest(values);
  } catch (error) {
    // A TypeError is about an unknown, incomplete or unreadable option; its message says which.
    if (!(error instanceof TypeError)) throw error;
    return mistake(error.message);
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function startRequest(values: Values): CliRequest {
  for (const name of ['port', 'tls-port'] as const) {
    const port = values[name];
    if (port !== undefined && (!/^\d+$/.test(port) || Number(port) > 65_535)) {
      return mistake(`--${name} must be a number from 0 to 65535.`);
    }
  }
  for (const name of ['issuer', 'db', 'seed', 'host', 'auto-login', 'client-id', 'ca-dir'] as const) {
    if (values[name] === '') return mistake(`--${name} must not be empty.`);
  }
  if (values.strict && values.control) {
    return mistake('--strict and --control cannot be combined: Auth0 has no control API.');
  }
  const origins = values.origin ?? ['http://localhost:4200'];
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined) return mistake(`--origin ${wrong} is not an origin such as http://localhost:4200.`);
  const issuer = values.issuer?.replace(/\/?$/, '/');
  if (issuer !== undefined && !isIssuer(issuer)) {
    return mistake(`--issuer ${values.issuer} is not an origin such as https://login.example.com.`);
  }
  const { host, db: database, seed, 'auto-login': autoLogin } = values;
  const application = values.origin !== undefined || values['client-id'] !== undefined;
  const clients = [
    // Applications given as options are registered at every start; otherwise they are part of the seed.
    ...(application
      ? demoClients(values['client-id'], origins)
          .slice(0, 1)
          .map((client) => named(client, values['client-id']))
      : []),
    ...(values.client ?? []).map(readClientOption),
  ];
  if (values['ca-dir'] !== undefined && values['tls-port'] === undefined) return mistake('--ca-dir needs --tls-port.');
  return {
    kind: 'start',
    json: values.json ?? false,
    ...(seed === undefined ? {} : { seed }),
    options: {
      port: Number(values.port ?? DEFAULT_PORT),
      control: values.control ?? false,
      strict: values.strict ?? false,
      allowRemote: values['allow-remote'] ?? false,
      ...(values['tls-port'] === undefined ? {} : { tls: { port: Number(values['tls-port']) } }),
      ...(issuer === undefined ? {} : { issuer }),
      ...(host === undefined ? {} : { host }),
      ...(database === undefined ? {} : { database }),
      ...(autoLogin === undefined ? {} : { autoLogin }),
      ...(values['ca-dir'] === undefined ? {} : { caDirectory: values['ca-dir'] }),
      ...(clients.length > 0 ? { clients } : {}),
    },
  };
}

/** Clients of different ids must not share the demo's name, which the login pages show. */
function named(client: TenantClient, id: string | undefined): TenantClient {
  return id === undefined ? client : { ...client, name: id };
}

function mistake(message: string): CliRequest {
  return { kind: 'mistake', message };
}
