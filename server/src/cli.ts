import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

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
      // Loaded late, so that `--help` does not load the whole server.
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

/** What the command `onefold-server` was asked to do. */
export type CommandRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'start'; readonly portal?: string }
  | { readonly kind: 'check'; readonly portal?: string }
  | { readonly kind: 'mistake'; readonly message: string };

/** What `--help` prints. */
const HELP = `onefold-server: links and unlinks Auth0 accounts on the server.

Usage: onefold-server [--portal DIR] [--check]

  --portal DIR   also serves the portal built into DIR, on the same origin
  --check        tries configuration, database, tenant, secrets, scopes and callback, and ends
  --version      prints the version
  --help         prints this

Required environment variables (or: node --env-file=.env …):

  ONEFOLD_PUBLIC_ORIGIN          where browsers reach this server: https://accounts.example.com
  AUTH0_DOMAIN                   the tenant: example.eu.auth0.com
  AUTH0_AUDIENCE                 identifier of this API in Auth0
  AUTH0_CLIENT_ID                the portal’s application (Single Page Application)
  ONEFOLD_SERVER_CLIENT_ID       this server’s application (Regular Web Application),
  ONEFOLD_SERVER_CLIENT_SECRET     callback {ONEFOLD_PUBLIC_ORIGIN}{ONEFOLD_BASE_PATH}/v1/callback
  ONEFOLD_MACHINE_CLIENT_ID      its Machine to Machine Application,
  ONEFOLD_MACHINE_CLIENT_SECRET    authorized for the Management API
  ONEFOLD_CONNECTIONS            google-oauth2, acme-corp=Acme; or a JSON array with rules
  ONEFOLD_SEALING_KEY            openssl rand -base64 32; earlier keys after a comma

Optional environment variables:

  PORT, HOST                     8080, 127.0.0.1
  ONEFOLD_PORTAL_ORIGINS         portals elsewhere; default: ONEFOLD_PUBLIC_ORIGIN
  ONEFOLD_BASE_PATH              path behind a proxy, such as /accounts; default: none
  ONEFOLD_PORTAL_FOLDER          as --portal
  ONEFOLD_PROFILE_PATH           /profile; with the portal’s base, such as /app/profile
  ONEFOLD_PORTAL_CONNECT_SRC     more APIs of the served portal; likewise
  ONEFOLD_PORTAL_IMG_SRC           its pictures, and
  ONEFOLD_PORTAL_TRUSTED_TYPES     its policies, such as angular
  AUTH0_ORGANIZATION             told to the portal this server serves
  ONEFOLD_MANAGEMENT_API         with a custom domain: https://example.eu.auth0.com/api/v2/
  ONEFOLD_MANAGEMENT_RATE        2/1s: a little under the tenant’s limit, all processes together
  ONEFOLD_REQUEST_RATE           300/60s of one person; ten times as many of one address
  ONEFOLD_MERGE_METADATA         keys of user_metadata that may merge; default: none
  ONEFOLD_ALLOW_UNVERIFIED_EMAIL false
  ONEFOLD_END_SESSIONS           true; false where Auth0’s plan has no session endpoints
  DATABASE_URL                   postgres://…; or
  ONEFOLD_DATABASE_FILE          onefold.sqlite
  SMTP_URL, MAIL_FROM            notices by email; default: none
  ONEFOLD_PRODUCT_NAME           product in their subject and sender; default: the portal’s host
  ONEFOLD_WEBHOOKS               URL SECRET, URL SECRET
  ONEFOLD_HISTORY_DAYS           730: how long history is kept; 0: forever
  ONEFOLD_ACTION_SECRET          lets the Post-Login Action ask for suggestions; default: it may not
  METRICS_TOKEN                  who may read /metrics; default: local development
  TRUSTED_PROXIES                0: how many proxies in front write X-Forwarded-For
  LOG_LEVEL                      info (debug, warn, error, silent)

Secrets may stand in files: NAME_FILE=/run/secrets/name. See docs/deployment.md.

Exit codes: 0 stopped or checked, 1 it cannot start, 2 wrong arguments.
`;

/** Reads the arguments of the command line. */
function readArguments(args: readonly string[]): CommandRequest {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        portal: { type: 'string' },
        check: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
    if (values.help === true) return { kind: 'help' };
    if (values.version === true) return { kind: 'version' };
    const { portal } = values;
    return { kind: values.check === true ? 'check' : 'start', ...(portal === undefined ? {} : { portal }) };
  } catch (error) {
    // The message of parseArgs is readable.
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) };
  }
}
