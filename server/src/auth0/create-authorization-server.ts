import * as openid from 'openid-client';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { loginFailure } from './login-failure.ts';
import { createOpenidClient } from './openid-client.ts';
import { verifyLogin } from './verify-login.ts';

/** Path of the callback on this server; register it at Auth0. */
const CALLBACK = '/v1/callback';
/** Milliseconds that an answer to “is it reachable” holds, and that one may take. */
const REACHABLE_FOR = 10_000;
const REACHABLE_WITHIN = 3_000;

/**
 * Makes this server's side of the sign-ins.
 *
 * @example
 * const authorizationServer = createAuthorizationServer({ config, clock });
 * const { url, secrets } = await authorizationServer.begin({ connection: 'google-oauth2' });
 */
export function createAuthorizationServer({ config, clock }: Pick<Services, 'config' | 'clock'>): AuthorizationServer {
  const client = createOpenidClient(config);
  const callbackUrl = new URL(CALLBACK, config.publicOrigin);
  let reachable: { readonly at: number; readonly answer: Promise<boolean> } | undefined;

  const discovered = async (): Promise<openid.Configuration> => {
    try {
      return await client.get();
    } catch (cause) {
      // Whatever is wrong with the metadata, without them nobody can sign in.
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
      // Behind a proxy the server may have been called by another name; redirect_uri must be what was sent.
      const answered = new URL(callbackUrl);
      answered.search = callback.search;
      try {
        const tokens = await openid.authorizationCodeGrant(configuration, answered, {
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
        // Every way a sign-in fails has its code.
        throw loginFailure(cause);
      }
    },

    isReachable: () => {
      const now = clock.now();
      if (reachable === undefined || Math.abs(now - reachable.at) > REACHABLE_FOR) {
        reachable = { at: now, answer: answers(new URL('.well-known/openid-configuration', config.issuer)) };
      }
      return reachable.answer;
    },
  };
}

async function answers(metadata: URL): Promise<boolean> {
  try {
    const answer = await fetch(metadata, { signal: AbortSignal.timeout(REACHABLE_WITHIN), redirect: 'error' });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // The answer is the whole point: whatever is wrong, it cannot be reached.
    return false;
  }
}
