import { APP_TYPES, type TenantClient } from './model/tenant-client.ts';
import { isLoopback } from './net/loopback.ts';
import { DEMO_SEED } from './seed/demo-seed.ts';
import { TenantError } from './model/tenant-error.ts';
import type { TenantOptions } from './tenant-options.ts';

/** Refuses options that cannot work. @throws TenantError `bad_options`, `bad_client`, `bad_seed`, `remote_refused` */
export function checkOptions(options: TenantOptions): void {
  const { port = 0, tls, refreshTokenLeeway = 0, actionTimeout = 20, seed = DEMO_SEED, clients = [] } = options;
  checkPort('port', port);
  if (typeof tls === 'object') checkPort('tls.port', tls.port ?? 0);
  if (!Number.isFinite(refreshTokenLeeway) || refreshTokenLeeway < 0) {
    throw new TenantError('bad_options', 'refreshTokenLeeway must be a number of seconds, 0 or more.');
  }
  if (!(actionTimeout > 0 && actionTimeout <= 3600)) {
    throw new TenantError('bad_options', 'actionTimeout must be a number of seconds, more than 0 and at most 3600.');
  }
  if (options.strict === true && options.control === true) {
    throw new TenantError('bad_options', 'strict and control cannot be combined: Auth0 has no control API.');
  }
  checkHost(options);
  checkIssuer(options.issuer);
  for (const list of ['connections', 'users', 'clients', 'people'] as const) {
    if (!Array.isArray(seed[list])) throw new TenantError('bad_seed', `seed.${list} must be an array.`);
  }
  const connections = new Set(seed.connections.map(({ name }) => name));
  for (const client of [...seed.clients, ...clients]) checkClient(client, connections);
}

function checkPort(name: string, port: number): void {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return;
  throw new TenantError('bad_options', `${name} must be a whole number from 0 to 65535, not ${String(port)}.`);
}

function checkHost({ host = '127.0.0.1', allowRemote = false }: TenantOptions): void {
  if (isLoopback(host) || allowRemote) return;
  throw new TenantError(
    'remote_refused',
    `host ${host} can be reached by other machines, which could sign in as any user. Omit it, or set allowRemote (--allow-remote) if that is intended.`,
  );
}

/** Returns whether this can be the issuer of a tenant: an origin with a slash, as on Auth0. */
export function isIssuer(issuer: string): boolean {
  return /^https?:/.test(issuer) && URL.canParse(issuer) && issuer === `${new URL(issuer).origin}/`;
}

function checkIssuer(issuer: string | undefined): void {
  if (issuer === undefined || isIssuer(issuer)) return;
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const example = url !== undefined && /^https?:$/.test(url.protocol) ? `${url.origin}/` : 'http://localhost:4400/';
  throw new TenantError(
    'bad_options',
    `issuer "${issuer}" must be an origin with a trailing slash, as on Auth0, for example ${example}`,
  );
}

function checkClient(client: TenantClient, connections: ReadonlySet<string>): void {
  const refuse = (reason: string): never => {
    throw new TenantError('bad_client', `client "${client.client_id}": ${reason}`);
  };
  if (typeof client.client_id !== 'string' || client.client_id === '') refuse('client_id is missing.');
  if (client.app_type !== undefined && !APP_TYPES.includes(client.app_type))
    refuse(`unknown app_type "${client.app_type}".`);
  if (client.app_type === 'non_interactive' && client.client_secret === undefined && client.credentials === undefined)
    refuse('needs a client_secret.');
  for (const url of [
    ...(client.callbacks ?? []),
    ...(client.allowed_logout_urls ?? []),
    ...(client.web_origins ?? []),
  ]) {
    if (!URL.canParse(url)) refuse(`"${url}" is not a URL.`);
    if (url.includes('#')) refuse(`"${url}" must not have a fragment.`);
  }
  for (const origin of client.web_origins ?? []) {
    if (new URL(origin).origin !== origin)
      refuse(`web origin "${origin}" must be an origin, for example "${new URL(origin).origin}".`);
  }
  const unknown = client.connections?.find((name) => !connections.has(name));
  if (unknown !== undefined) refuse(`unknown connection "${unknown}".`);
}
