import type { PostLoginAction } from './action/post-login.ts';
import type { RateLimit } from './control/token-bucket.ts';
import type { TenantClient } from './model/tenant-client.ts';
import { DEMO_SEED } from './seed/demo-seed.ts';
import type { TenantSeed } from './model/tenant-seed.ts';
import { TenantError } from './tenant-error.ts';

/** How a tenant is made. */
export interface TenantOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
  /** SQLite file, made when absent; `:memory:` by default. */
  readonly database?: string;
  /** What an empty store is filled with; the demo people by default. */
  readonly seed?: TenantSeed;
  /** Applications, besides the seed's. */
  readonly clients?: readonly TenantClient[];
  /** Serves `/control/*`: reset, clock, faults. Off by default. */
  readonly control?: boolean;
  /** Limit of the Management API; 10 per second with a burst of 50 by default. */
  readonly rateLimit?: RateLimit;
  /** A Post-Login Action: adds claims to a person's tokens, or denies the login. */
  readonly postLogin?: PostLoginAction;
  /** Seconds during which a rotated refresh token still works; 0 by default, as on Auth0. */
  readonly refreshTokenLeeway?: number;
}

/** Refuses options that cannot work. @throws TenantError `bad_options`, `bad_client`, `bad_seed` */
export function checkOptions(options: TenantOptions): void {
  const { port = 0, refreshTokenLeeway = 0, seed = DEMO_SEED, clients = [] } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TenantError('bad_options', `port must be a whole number from 0 to 65535, not ${String(port)}.`);
  }
  if (!Number.isFinite(refreshTokenLeeway) || refreshTokenLeeway < 0) {
    throw new TenantError('bad_options', 'refreshTokenLeeway must be a number of seconds, 0 or more.');
  }
  for (const list of ['connections', 'users', 'clients', 'people'] as const) {
    if (!Array.isArray(seed[list])) throw new TenantError('bad_seed', `seed.${list} must be an array.`);
  }
  const connections = new Set(seed.connections.map(({ name }) => name));
  for (const client of [...seed.clients, ...clients]) checkClient(client, connections);
}

function checkClient(client: TenantClient, connections: ReadonlySet<string>): void {
  const refuse = (reason: string): never => {
    throw new TenantError('bad_client', `client "${client.client_id}": ${reason}`);
  };
  if (typeof client.client_id !== 'string' || client.client_id === '') refuse('client_id is missing.');
  if (!['spa', 'regular_web', 'non_interactive'].includes(client.app_type))
    refuse(`unknown app_type "${client.app_type}".`);
  if (client.app_type === 'non_interactive' && client.client_secret === undefined) refuse('needs a client_secret.');
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
