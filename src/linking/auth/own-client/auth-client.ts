import type { StartedSession } from '@onefold/angular/session';
import type { ResolvedOnefoldConfig } from '../../configuration/onefold-config';
import type { AccessTokenOptions } from '../auth.service';
import type { AuthUser } from '../auth-user';
import type { LoginOptions } from '../login-options';

/** Which token is requested, see `AccessTokenOptions`. */
export type TokenRequest = AccessTokenOptions & { readonly renew: boolean };

/**
 * What `AuthService` needs of Auth0's SDK, implemented by `create-auth0-client.ts`. Methods reject with the SDK's own errors;
 * `Session` turns them into `OnefoldError`s.
 */
export interface AuthClient {
  /** The user of the cached ID token. */
  user(): Promise<AuthUser | null>;
  /** The access token from the cache or, silently, from Auth0. `renew` bypasses the cache. */
  accessToken(options: TokenRequest): Promise<string | undefined>;
  /** Leaves the page for Auth0. */
  login(options: LoginOptions & { readonly returnTo: string }): Promise<void>;
  /** Consumes the parameters of the login callback; returns the user's original target. */
  handleCallback(url: string): Promise<{ readonly returnTo: string | undefined; readonly keepSubject: boolean }>;
  /** Ends the local session and leaves the page to end Auth0's. */
  logout(): Promise<void>;
  /** Ends the local session only. */
  forget(): Promise<void>;
}

/** The absolute URLs to which Auth0 returns the user of an {@link AuthClient}. */
export interface AuthClientUrls {
  readonly redirectUri: string;
  readonly logoutUri: string;
}

export type AuthClientFactory = (
  config: ResolvedOnefoldConfig,
  urls: AuthClientUrls,
  started: StartedSession | null,
) => AuthClient;
