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

  --portal DIR   also serves the built portal in DIR, on the same origin
  --check        checks configuration, database, tenant, secrets, scopes and callback, and exits
  --version      prints the version
  --help         prints this

Required environment variables (or: node --env-file=.env …):

  ONEFOLD_PUBLIC_ORIGIN          origin of this server, such as https://accounts.example.com
  AUTH0_DOMAIN                   the tenant, such as example.eu.auth0.com
  AUTH0_AUDIENCE                 identifier of this API in Auth0
  AUTH0_CLIENT_ID                the portal’s application (Single Page Application)
  ONEFOLD_SERVER_CLIENT_ID       this server’s application (Regular Web Application),
  ONEFOLD_SERVER_CLIENT_SECRET     callback {ONEFOLD_PUBLIC_ORIGIN}{ONEFOLD_BASE_PATH}/v1/callback
  ONEFOLD_MACHINE_CLIENT_ID      its Machine to Machine Application,
  ONEFOLD_MACHINE_CLIENT_SECRET    authorized for the Management API
  ONEFOLD_CONNECTIONS            such as google-oauth2, acme-corp=Acme; or a JSON array with rules
  ONEFOLD_SEALING_KEY            from: openssl rand -base64 32; earlier keys after a comma

Optional environment variables:

  PORT, HOST                     default: 8080, 127.0.0.1
  ONEFOLD_PORTAL_ORIGINS         origins of the portals; default: ONEFOLD_PUBLIC_ORIGIN
  ONEFOLD_BASE_PATH              path behind a proxy, such as /accounts; default: none
  ONEFOLD_PORTAL_FOLDER          the same as --portal
  ONEFOLD_PROFILE_PATH           path of the profile page, with the portal’s base; default: /profile
  ONEFOLD_PORTAL_CONNECT_SRC     additional origins of APIs for the served portal’s policy
  ONEFOLD_PORTAL_IMG_SRC           additional origins of images
  ONEFOLD_PORTAL_TRUSTED_TYPES     allowed Trusted Types policies, such as angular
  AUTH0_ORGANIZATION             organization of the served portal
  ONEFOLD_MANAGEMENT_API         only with a custom domain, such as https://example.eu.auth0.com/api/v2/
  ONEFOLD_MANAGEMENT_RATE        requests to Auth0 by all processes; slightly below its limit; default: 2/1s
  ONEFOLD_REQUEST_RATE           requests of one user; ten times as many of one address; default: 300/60s
  ONEFOLD_MERGE_METADATA         keys of user_metadata that may merge; default: none
  ONEFOLD_ALLOW_UNVERIFIED_EMAIL default: false
  ONEFOLD_END_SESSIONS           false if the Auth0 plan has no session endpoints; default: true
  DATABASE_URL                   PostgreSQL, such as postgres://user:password@host/onefold; or
  ONEFOLD_DATABASE_FILE          SQLite file; default: onefold.sqlite
  SMTP_URL, MAIL_FROM            notices by email; default: none
  ONEFOLD_PRODUCT_NAME           product name in notices; default: the portal’s host
  ONEFOLD_WEBHOOKS               URL SECRET, URL SECRET
  ONEFOLD_HISTORY_DAYS           days to keep the history, 0: without limit; default: 730
  ONEFOLD_ACTION_SECRET          secret of the Post-Login Action, which requests suggestions; default: none
  METRICS_TOKEN                  bearer token for /metrics; default: only local requests
  TRUSTED_PROXIES                number of proxies that write X-Forwarded-For; default: 0
  LOG_LEVEL                      debug, info, warn, error or silent; default: info

To read a secret from a file, set NAME_FILE=/run/secrets/name. See docs/deployment.md.

Exit codes: 0 stopped, or all checks passed; 1 failed; 2 invalid arguments.
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
