import type { Mutation } from './mutation.ts';

const CHECK = 'auth0/check-tenant.spec.ts';
const SERVER = 'create-linking-server.spec.ts';
const SETTINGS = 'configuration/read-server-config.spec.ts';
const found = (what: string) => ({ file: CHECK, title: what });
const CONNECTIONS = {
  file: CHECK,
  title: 'finds connections that are missing, or disabled for one of the applications',
};
const SCOPES = { file: CHECK, title: 'finds each scope that is missing' };
const CLOCK = { file: CHECK, title: 'finds a clock that differs by more than the tolerance of tokens' };
const UNKNOWN = { file: SETTINGS, title: 'reports unknown variables, with the closest name' };
const COMMAND = { file: 'cli.spec.ts', title: 'checks the configuration, the database and the tenant’s settings' };

/** Each check, and the sentence by which it says how to fix the problem. */
const CHECKS: readonly Mutation[] = [
  {
    defense: 'a wrong machine secret is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: "if (!(error instanceof ManagementError) || error.kind !== 'misconfigured') return null;",
        replace: 'if (error !== null) return null;',
      },
    ],
    specs: [found('a wrong machine secret')],
  },
  {
    defense: 'a wrong machine secret is reported with its setting',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: ' Check ONEFOLD_MACHINE_CLIENT_ID and ONEFOLD_MACHINE_CLIENT_SECRET.',
        replace: '',
      },
    ],
    specs: [found('a wrong machine secret')],
  },
  ...['read:users', 'update:users', 'read:connections', 'read:client_summary'].map((scope) => ({
    defense: `a missing scope ${scope} is found`,
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: scope === 'read:client_summary' ? `, '${scope}'];\n  return` : `'${scope}', `,
        replace: scope === 'read:client_summary' ? '];\n  return' : '',
      },
    ],
    specs: [SCOPES],
  })),
  ...['read:sessions', 'delete:sessions', 'read:refresh_tokens', 'delete:refresh_tokens'].map((scope) => ({
    defense: `a missing scope ${scope} is found`,
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: scope === 'delete:refresh_tokens' ? `, '${scope}']` : `'${scope}', `,
        replace: scope === 'delete:refresh_tokens' ? ']' : '',
      },
    ],
    specs: [SCOPES],
  })),
  {
    defense: 'missing scopes are reported with the way to add them',
    edits: [
      { file: 'auth0/check-tenant.ts', find: ': add them to its authorization for the Management API.', replace: '.' },
    ],
    specs: [found('each missing scope')],
  },
  {
    defense: 'a wrong secret of the regular application is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: "if (response?.status !== 401 && error !== 'invalid_client') return null;",
        replace: 'if (response !== undefined) return null;',
      },
    ],
    specs: [found('a wrong secret of the regular application')],
  },
  {
    defense: 'a regular application without the Authorization Code grant is found',
    edits: [
      { file: 'auth0/check-tenant.ts', find: "if (error === 'unauthorized_client') {", replace: "if (error === '') {" },
    ],
    specs: [found('a regular application without the Authorization Code grant')],
  },
  {
    defense: 'a callback that is not registered is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: "if (response.headers.get('Location')?.startsWith(callback) === true) return null;",
        replace: 'return null;',
      },
    ],
    specs: [found('a callback that is not registered')],
  },
  {
    defense: 'a tenant that does not respond is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: "return [{ check: 'tenant', message }];",
        replace: 'return message === "" ? [{ check: "tenant", message }] : [];',
      },
    ],
    specs: [found('a tenant that does not respond')],
  },
  {
    defense: 'a connection that is disabled for the portal is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: 'connection.enabled ? null : portal',
        replace: 'portal === "" ? portal : null',
      },
    ],
    specs: [CONNECTIONS],
  },
  {
    defense: 'a connection that is disabled for the server’s sign-ins is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: 'signIns.has(name) ? null : config.client.id',
        replace: 'signIns.has("") ? "" : null',
      },
    ],
    specs: [CONNECTIONS],
  },
  {
    defense: 'a connection that does not exist is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: 'if (connection === undefined) {',
        replace: 'if (connection === undefined) return [];\n      if (connection === undefined) {',
      },
    ],
    specs: [CONNECTIONS],
  },
  {
    defense: 'a clock that is ahead of or behind the tenant’s is found',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: 'if (!(Math.abs(difference) > LEEWAY)) return null;',
        replace: 'if (!(difference > LEEWAY)) return null;',
      },
    ],
    specs: [CLOCK],
  },
  {
    defense: 'a clock is found wrong beyond the tolerance of tokens',
    edits: [{ file: 'auth0/check-tenant.ts', find: 'const LEEWAY = 30_000;', replace: 'const LEEWAY = 600_000;' }],
    specs: [CLOCK],
  },
];

/** Defenses of operators: `--check`, `/readyz`, unknown variables, `/metrics`, custom domains. */
export const CHECK_MUTATIONS: readonly Mutation[] = [
  ...CHECKS,
  {
    defense: '--check fails if the tenant has a problem',
    edits: [
      {
        file: 'serve.ts',
        find: 'const problems = [...(await checkTenant(services))];',
        replace: 'const problems: TenantProblem[] = [];',
      },
    ],
    specs: [COMMAND],
  },
  {
    defense: '--check fails if a connection has a problem',
    edits: [
      {
        file: 'serve.ts',
        find: 'if (problems.length === 0) problems.push(...(await connectionProblems(services)));',
        replace: '',
      },
    ],
    specs: [COMMAND],
  },
  {
    defense: '/readyz is 503 if the tenant has a problem',
    edits: [{ file: 'http/operations-routes.ts', find: ' && problems.length === 0', replace: '' }],
    specs: [{ file: SERVER, title: 'is not ready if Auth0 rejects a secret, and names it' }],
  },
  {
    defense: '/readyz names the problem',
    edits: [{ file: 'http/operations-routes.ts', find: '...{ problems, warnings: tenant.warnings() },', replace: '' }],
    specs: [{ file: SERVER, title: 'is not ready if Auth0 rejects a secret, and names it' }],
  },
  {
    defense: '/readyz warns of connections that are disabled',
    edits: [
      { file: 'auth0/tenant-status.ts', find: 'if (problems.length === 0) void checkConnections();', replace: '' },
    ],
    specs: [{ file: CHECK, title: 'includes connections that some users cannot use' }],
  },
  {
    defense: '/readyz finds a problem that begins while the server runs',
    edits: [
      {
        file: 'auth0/tenant-status.ts',
        find: 'if (last !== undefined && now() < last.until) return last.result;',
        replace: 'if (last !== undefined) return last.result;',
      },
    ],
    specs: [{ file: CHECK, title: 'is checked again after an hour, or after a minute if there is a problem' }],
  },
  {
    defense: 'unknown variables are reported',
    edits: [
      {
        file: 'configuration/read-server-config.ts',
        find: "if (warn !== undefined) settings.unread('ONEFOLD_').forEach(warn);",
        replace: '',
      },
    ],
    specs: [UNKNOWN],
  },
  {
    defense: 'unknown variables are reported with the closest valid name',
    edits: [
      {
        file: 'configuration/settings.ts',
        find: 'valid.toSorted((a, b) => distance(name, a) - distance(name, b))',
        replace: 'valid',
      },
    ],
    specs: [UNKNOWN],
  },
  {
    defense: 'the command prints unknown variables',
    edits: [
      {
        file: 'serve.ts',
        find: 'readServerConfig(env, (message) => process.stderr.write(`${message}\\n`))',
        replace: 'readServerConfig(env)',
      },
    ],
    specs: [COMMAND],
  },
  {
    defense: 'a request that a local proxy marks as forwarded reads no metrics',
    edits: [
      { file: 'http/operations-routes.ts', find: 'if (local && !forwarded) return;', replace: 'if (local) return;' },
    ],
    specs: [{ file: SERVER, title: 'shows its metrics only to this machine, and not through a proxy on it' }],
  },
  {
    defense: 'a request that a local proxy forwards without a mark reads no metrics',
    edits: [
      {
        file: 'http/operations-routes.ts',
        find: "isLoopback(new URL(publicOrigin).hostname) && isLoopback(c.var.origin.address ?? '')",
        replace: "publicOrigin !== '' && isLoopback(c.var.origin.address ?? '')",
      },
    ],
    specs: [{ file: SERVER, title: 'does not show its metrics to a proxy on this machine that adds no header' }],
  },
  {
    defense: 'metrics need the token where one is configured',
    edits: [
      {
        file: 'http/operations-routes.ts',
        find: "if (!isSecret(credentials, token)) throw new ProblemError('unauthorized');",
        replace: '',
      },
    ],
    specs: [{ file: SERVER, title: 'require the token' }],
  },
  {
    defense: 'with a custom domain, the machine token comes from the host of the Management API',
    edits: [
      {
        file: 'auth0/machine-token.ts',
        find: "function machineClient({ managementApi, machine }: ServerConfig): openid.Configuration {\n  const issuer = new URL('/', managementApi).href;",
        replace: 'function machineClient({ issuer, machine }: ServerConfig): openid.Configuration {',
      },
    ],
    specs: [{ file: 'auth0/machine-token.spec.ts', title: 'comes from the host of the Management API' }],
  },
  {
    defense: 'with a custom domain, the Management API has its own address',
    edits: [
      {
        file: 'configuration/origins.ts',
        find: "const text = settings.text('ONEFOLD_MANAGEMENT_API');\n  if (text === undefined) return",
        replace: "const text = settings.text('ONEFOLD_MANAGEMENT_API');\n  if (text !== '') return",
      },
    ],
    specs: [{ file: SETTINGS, title: 'reads the address of the Management API beside a custom domain' }],
  },
];
