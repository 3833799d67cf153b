import * as openid from 'openid-client';
import { isLoopbackHttp } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { sizeLimitedFetch } from './size-limited-fetch.ts';
import { ManagementError } from './management.ts';

/** The access token of this server's machine application. */
export interface MachineToken {
  /** @throws {ManagementError} `misconfigured` or `unavailable`. */
  get(): Promise<string>;
  /** Auth0 rejected the token: the next `get` fetches another one. Does nothing if it has been replaced already. */
  discard(token: string): void;
}

interface CachedToken {
  readonly token: string;
  /** When its renewal begins, and when its use ends; epoch milliseconds. */
  readonly renewAt: number;
  readonly useUntil: number;
}

/** Seconds to wait for a token. */
const TIMEOUT = 10;
/** Assumed lifetime of a token whose response has none, in seconds. Auth0: the default of Management API tokens. */
const LIFETIME = 86_400;

/** Gets tokens by client credentials (RFC 6749 §4.4), caches one, and renews it when most of its lifetime has passed. */
export function createMachineToken({
  config,
  clock,
}: {
  readonly config: ServerConfig;
  readonly clock: Clock;
}): MachineToken {
  const client = machineClient(config);
  let cached: CachedToken | undefined;
  let renewing: Promise<CachedToken> | undefined;

  const renew = (): Promise<CachedToken> => {
    renewing ??= request(client, config.managementApi, clock.now())
      .then((fresh) => (cached = fresh))
      .finally(() => (renewing = undefined));
    return renewing;
  };

  return {
    get: async () => {
      const now = clock.now();
      if (cached === undefined || cached.useUntil <= now) return (await renew()).token;
      // The current token still works; a failure is reported once it has expired.
      if (cached.renewAt <= now) renew().catch(() => undefined);
      return cached.token;
    },
    discard: (token) => {
      if (cached?.token === token) cached = undefined;
    },
  };
}

/** Asks the host of the Management API: behind a custom domain, that is the tenant's own, not the issuer (Auth0: Custom Domains). */
function machineClient({ managementApi, machine }: ServerConfig): openid.Configuration {
  const issuer = new URL('/', managementApi).href;
  const metadata = { issuer, token_endpoint: new URL('oauth/token', issuer).href };
  const client = new openid.Configuration(metadata, machine.id, {}, openid.ClientSecretPost(machine.secret));
  client.timeout = TIMEOUT;
  client[openid.customFetch] = sizeLimitedFetch as openid.CustomFetch;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated only to stand out; a local tenant has no TLS
  if (isLoopbackHttp(issuer)) openid.allowInsecureRequests(client);
  return client;
}

async function request(client: openid.Configuration, audience: string, now: number): Promise<CachedToken> {
  try {
    const response = await openid.clientCredentialsGrant(client, { audience });
    const lifetime = (response.expires_in ?? LIFETIME) * 1000;
    return { token: response.access_token, renewAt: now + lifetime * 0.8, useUntil: now + lifetime * 0.95 };
  } catch (cause) {
    // The operator must fix a refusal by Auth0; all other errors are temporary.
    if (cause instanceof openid.ResponseBodyError && cause.status < 500 && cause.status !== 429) {
      const message = `Auth0 issues no token to the machine application (${cause.error}). Check its id, secret and client grant.`;
      throw new ManagementError('misconfigured', message, { status: cause.status, cause });
    }
    throw new ManagementError('unavailable', 'Auth0 issued no token to the machine application.', { cause });
  }
}
