import * as openid from 'openid-client';
import { isLoopbackHttp, serverAddress } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { sizeLimitedFetch } from './size-limited-fetch.ts';
import type { VerifiedLogin } from './verify-login.ts';
import { loginFailure, verifyLogin } from './verify-login.ts';

/** One sign-in to send a browser to. */
export interface LoginRequest {
  readonly connection: string;
  readonly loginHint?: string;
  readonly organization?: string;
  /** Language of its pages: `ui_locales` (OIDC Core §3.1.2.1). */
  readonly language?: string;
}

/** Data of a sign-in under way; sealed until the callback. */
export interface LoginSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Auth0 as an authorization server: this server is a confidential client of it (OIDC, code + PKCE). */
export interface AuthorizationServer {
  /** Address of a new sign-in with `prompt=login` and `max_age=0`. Scope `openid profile email`. */
  begin(request: LoginRequest): Promise<{ readonly url: string; readonly secrets: LoginSecrets }>;
  /**
   * Exchanges the code and verifies the ID token: signature, RS256, `iss`, `aud`, `azp`, `nonce`, times, a fresh `auth_time` (no
   * earlier than the start of the sign-in; absent = not fresh), `sub` usable, organization as asked for.
   *
   * @param callback The whole URL of the callback, with `code` and `state` or `error`.
   * @throws {ProblemError} `login_cancelled` (access_denied), `login_failed`, `login_not_fresh`, `proof_invalid`,
   *   `identifier_invalid`, `auth0_unavailable`.
   */
  finish(
    callback: URL,
    secrets: LoginSecrets,
    expected: { readonly startedAt: number; readonly organization?: string },
  ): Promise<VerifiedLogin>;
  /** Whether its metadata can be fetched. Never rejects. */
  isReachable(): Promise<boolean>;
}

/** Path of the callback on this server; register it at Auth0. */
export const CALLBACK = '/v1/callback';
/** Milliseconds for which reachability is cached, and that the check may take. */
const REACHABLE_CACHE_TIME = 10_000;
const REACHABLE_TIMEOUT = 3_000;

/**
 * Makes this server's side of the sign-ins.
 *
 * @example
 * const authorizationServer = createAuthorizationServer({ config, clock });
 * const { url, secrets } = await authorizationServer.begin({ connection: 'google-oauth2' });
 */
export function createAuthorizationServer({
  config,
  clock,
}: {
  readonly config: ServerConfig;
  readonly clock: Clock;
}): AuthorizationServer {
  const client = createOpenidClient(config, clock);
  const callbackUrl = serverAddress(config, CALLBACK);
  let reachable: { readonly at: number; readonly result: Promise<boolean> } | undefined;

  const discovered = async (): Promise<openid.Configuration> => {
    try {
      return await client.get();
    } catch (cause) {
      // Without valid metadata, sign-in is impossible.
      throw new ProblemError('auth0_unavailable', { cause });
    }
  };

  return {
    begin: async ({ connection, loginHint, organization, language }) => {
      const configuration = await discovered();
      const secrets = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        codeVerifier: openid.randomPKCECodeVerifier(),
      };
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: callbackUrl.href,
        scope: 'openid profile email',
        response_type: 'code',
        prompt: 'login',
        max_age: '0',
        connection,
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(secrets.codeVerifier),
        code_challenge_method: 'S256',
        ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        ...(organization === undefined ? {} : { organization }),
        ...(language === undefined ? {} : { ui_locales: language }),
      });
      return { url: url.href, secrets };
    },

    finish: async (callback, { state, nonce, codeVerifier }, { startedAt, organization }) => {
      const configuration = await discovered();
      // Behind a proxy the request may have another host name; redirect_uri must be the one that was sent.
      const url = new URL(callbackUrl);
      url.search = callback.search;
      try {
        const tokens = await openid.authorizationCodeGrant(configuration, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        return verifyLogin(tokens.claims() ?? {}, {
          clientId: config.client.id,
          startedAt,
          now: clock.now(),
          ...(organization === undefined ? {} : { organization }),
        });
      } catch (cause) {
        // Every failure of a sign-in has its code.
        throw loginFailure(cause);
      }
    },

    isReachable: () => {
      const now = clock.now();
      if (reachable === undefined || Math.abs(now - reachable.at) > REACHABLE_CACHE_TIME) {
        reachable = { at: now, result: isResponding(new URL('.well-known/openid-configuration', config.issuer)) };
      }
      return reachable.result;
    },
  };
}

async function isResponding(metadata: URL): Promise<boolean> {
  try {
    const response = await fetch(metadata, { signal: AbortSignal.timeout(REACHABLE_TIMEOUT), redirect: 'error' });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Any failure means "not reachable", which is the answer.
    return false;
  }
}

/** This server as a client of the tenant, with the tenant's metadata. */
export interface OpenidClient {
  /** The discovered client; cached; requested again after a failure. Rejects as `openid.discovery` does. */
  get(): Promise<openid.Configuration>;
}

/** Seconds for any request of a sign-in. */
const TIMEOUT = 10;

/** Discovers the tenant when it is first needed (OpenID Connect Discovery §4). */
function createOpenidClient({ issuer, client }: ServerConfig, clock: Clock): OpenidClient {
  let discovered: Promise<openid.Configuration> | undefined;

  const discover = async (): Promise<openid.Configuration> =>
    openid.discovery(
      new URL(issuer),
      client.id,
      // Only RS256, regardless of the token's header.
      {
        id_token_signed_response_alg: 'RS256',
        // By default, the client uses this machine's time.
        [openid.clockSkew]: Math.round((clock.now() - Date.now()) / 1000),
      },
      openid.ClientSecretPost(client.secret),
      {
        timeout: TIMEOUT,
        [openid.customFetch]: sizeLimitedFetch as openid.CustomFetch,
        execute: [
          // By default, TLS alone vouches for a token from the token endpoint.
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
