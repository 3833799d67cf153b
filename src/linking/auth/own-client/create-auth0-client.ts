import {
  createClient,
  ɵkeepSdkCookies as keepSdkCookies,
  type ClientSettings,
  type StartedSession,
} from '@onefold/angular/session';
import type { ResolvedOnefoldConfig } from '../../configuration/onefold-config';
import type { AuthClient, AuthClientUrls } from './auth-client';
import { fromAuth0Error } from '../auth0-error';
import { toAuthUser } from '../auth-user';
import { authorizationParams } from '../login-options';
import { reportMistake } from '../../model/report-mistake';

// In the same chunk, so that the session needs no further request.
export { Session, sessionChanged, SubjectFingerprint } from './session';

/**
 * Wraps Auth0's SDK; loaded by `import()`.
 *
 * @param started A session check that began before Angular: its client is used if it has the same settings.
 */
export function createAuth0Client(
  config: ResolvedOnefoldConfig,
  urls: AuthClientUrls,
  started: StartedSession | null,
): AuthClient {
  const { origin, clientId, scope, audience, organization, workerUrl, cacheLocation, useDpop } = config;
  const settings: ClientSettings = {
    domain: origin,
    clientId,
    redirectUri: urls.redirectUri,
    scope,
    cacheLocation,
    useDpop,
    ...(audience && { audience }),
    ...(organization && { organization }),
    ...(workerUrl && { workerUrl }),
  };
  const session = started?.clientFor(settings);
  if (started && !session)
    reportMistake(
      '@onefold/angular: The session check of startSession() is not used, because its settings differ from those of ' +
        'provideOnefold(). Give both the same configuration.',
    );
  const client = session ?? openClient(settings);

  return {
    // `getUser()` would strip `auth_time`.
    user: async () => toAuthUser(await client.getIdTokenClaims()),
    accessToken: ({ renew, audience, scope }) => {
      const own = audience !== undefined || scope !== undefined;
      const early = !renew && !own && session ? started?.takeToken() : null;
      // No parameters beside the configured ones, unless an API has its own: the SDK keeps refresh tokens by audience and
      // scope.
      return (
        early ??
        client.getTokenSilently({
          ...(renew && { cacheMode: 'off' }),
          ...(own && {
            authorizationParams: { ...(audience !== undefined && { audience }), ...(scope !== undefined && { scope }) },
          }),
        })
      );
    },
    login: ({ returnTo, keepSubject = false, ...options }) =>
      client.loginWithRedirect({
        appState: { target: returnTo, keepSubject },
        authorizationParams: authorizationParams(options),
      }),
    handleCallback: async (url) => {
      const { appState } = await client.handleRedirectCallback<{ target?: string; keepSubject?: boolean } | undefined>(
        url,
      );
      return { returnTo: appState?.target, keepSubject: appState?.keepSubject === true };
    },
    logout: () => client.logout({ logoutParams: { returnTo: urls.logoutUri } }),
    forget: async () => {
      // Another user may have signed in in another tab: these cookies are theirs.
      const restore = keepSdkCookies(clientId, document);
      try {
        await client.logout({ openUrl: false });
      } finally {
        restore();
      }
    },
  };
}

/** @throws {OnefoldError} `storage_blocked`, if the browser blocks site data. */
function openClient(settings: ClientSettings): ReturnType<typeof createClient> {
  try {
    return createClient(settings);
  } catch (error) {
    throw fromAuth0Error(error);
  }
}
