import * as openid from 'openid-client';
import type { Services } from '../services.ts';
import { isLoopbackHttp } from './loopback.ts';

/** This server as a client of the tenant, with the tenant's metadata. */
export interface OpenidClient {
  /** The discovered client; found once, asked for again after a failure. Rejects as `openid.discovery` does. */
  get(): Promise<openid.Configuration>;
}

/** Seconds for any request of a sign-in. */
const TIMEOUT = 10;

/** Discovers the tenant when it is first needed (OpenID Connect Discovery §4). */
export function createOpenidClient({ issuer, client }: Services['config']): OpenidClient {
  let discovered: Promise<openid.Configuration> | undefined;

  const discover = async (): Promise<openid.Configuration> =>
    openid.discovery(
      new URL(issuer),
      client.id,
      // Nothing but RS256, whatever a token's header says.
      { id_token_signed_response_alg: 'RS256' },
      openid.ClientSecretPost(client.secret),
      {
        timeout: TIMEOUT,
        execute: [
          // Without it a token fresh from the token endpoint is believed for its TLS alone.
          openid.enableNonRepudiationChecks,
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated only to stand out; a local tenant has no TLS
          ...(isLoopbackHttp(issuer) ? [openid.allowInsecureRequests] : []),
        ],
      },
    );

  return {
    get: () => {
      discovered ??= discover().catch((error: unknown) => {
        // Not kept: the next sign-in tries again.
        discovered = undefined;
        throw error;
      });
      return discovered;
    },
  };
}
