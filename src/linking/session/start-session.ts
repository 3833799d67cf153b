import type { Auth0Client } from '@auth0/auth0-spa-js';
import { createClient, type ClientSettings } from './create-client';

/** Milliseconds after which a fetched profile is too old to be shown. */
const MAX_PROFILE_AGE = 10_000;
/** Milliseconds until a request for the profile without a response counts as lost. */
const TIMEOUT = 60_000;

/** The settings of `provideOnefold()` that a session needs. */
export interface SessionSettings extends Omit<ClientSettings, 'redirectUri' | 'scope'> {
  /** Scopes beside `openid profile email`. */
  readonly scope?: string;
  /** Path of the login callback; default `/callback`. */
  readonly callbackPath?: string;
  /**
   * Address of the linking server, or `/` for the page's own origin: its profile is requested as soon as there is a token. Leave it
   * out on pages that do not show the profile.
   */
  readonly linkingServer?: string;
}

/** The linking server's response to the request for the profile. */
export interface ProfileResponse {
  readonly url: string;
  /** 0: no response arrived. */
  readonly status: number;
  readonly headers: Headers;
  /** The body, or why no response arrived. */
  readonly body: unknown;
}

/** A session check that began before Angular; give it to `withStartedSession()`. */
export interface StartedSession {
  /** The client, if it was made with the same settings. Internal. */
  clientFor(settings: ClientSettings): Auth0Client | null;
  /** The access token that was requested, once. Rejects with an error of the SDK. Internal. */
  takeToken(): Promise<string | undefined> | null;
  /** The response to the request for this URL with this token, once; `null` if there was none, or if it is old. Internal. */
  takeProfile(url: string, token: string): Promise<ProfileResponse | null>;
}

/**
 * Makes the Auth0 client and checks the session, without waiting for Angular. Asks Auth0 only if the browser has signed
 * in before, and never on the response of a sign-in, which `AuthService` consumes.
 *
 * Import this entry point with `import()`, beside the application and not before it.
 *
 * @example
 * const session = import('@onefold/angular/session').then(({ startSession }) => startSession(config));
 * bootstrapApplication(App, { providers: [provideOnefold(config, withLinkingServer(), withStartedSession(session))] });
 *
 * @param make Makes the client; specs pass their own.
 */
export function startSession(settings: SessionSettings, make = createClient): StartedSession {
  const { scope, callbackPath = '/callback', linkingServer, ...rest } = settings;
  const made: ClientSettings = {
    ...rest,
    redirectUri: new URL(callbackPath.replace(/^\//, ''), document.baseURI).href,
    scope: ['openid profile email', scope].filter(Boolean).join(' '),
  };
  const client = make(made);
  const checked = hasSignedIn(settings.clientId) && !isResponse() ? client.getTokenSilently() : null;
  // A token that is bound to a key is sent by the client that has the key.
  const early = checked !== null && linkingServer !== undefined && !settings.useDpop;
  let requested = early ? requestProfile(checked, () => isKnown(client, settings.clientId), linkingServer) : null;
  // The request goes first: with the token, Angular starts to render and occupies the processor.
  let token = requested ? requested.then(() => checked ?? undefined) : checked;
  // The caller that takes it handles a rejection.
  token?.catch(() => undefined);
  return {
    clientFor: (needed) => (isSame(made, needed) ? client : null),
    takeToken: () => {
      const taken = token;
      token = null;
      return taken;
    },
    takeProfile: async (url, accessToken) => {
      const taken = await requested;
      if (taken?.url !== new URL(url, document.baseURI).href) return null;
      requested = null;
      const { arrived, ...answer } = await taken.answer;
      return taken.accessToken === accessToken && performance.now() - arrived < MAX_PROFILE_AGE ? answer : null;
    },
  };
}

/** The SDK's own mark of an earlier sign-in. Without it, its check would not ask Auth0 either. */
function hasSignedIn(clientId: string): boolean {
  return document.cookie.includes(`auth0.${clientId}.is.authenticated=`);
}

/**
 * Whether the session belongs to the user that this browser has had before. The profile of another one is not read:
 * `AuthService` refuses that user (docs/decisions/002).
 */
async function isKnown(client: Auth0Client, clientId: string): Promise<boolean> {
  const user = await client.getIdTokenClaims();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${clientId}|${user?.['sub'] ?? ''}`));
  const fingerprint = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return localStorage.getItem(`onefold.subject.${clientId}`) === fingerprint;
}

/** Whether the page's address is the response to a sign-in (RFC 6749 §4.1.2). */
function isResponse(): boolean {
  return new URLSearchParams(location.search).has('state');
}

interface ProfileRequest {
  readonly url: string;
  readonly accessToken: string;
  /** Never rejects. `arrived`: the time by `performance.now()`. */
  readonly answer: Promise<ProfileResponse & { readonly arrived: number }>;
}

/** Resolves when the request has been sent; `null` if there is nothing to request. Never rejects. */
async function requestProfile(
  token: Promise<string | undefined>,
  isKnownUser: () => Promise<boolean>,
  server: string,
): Promise<ProfileRequest | null> {
  const accessToken = await token.catch(() => undefined);
  if (accessToken === undefined || !(await isKnownUser().catch(() => false))) return null;
  // The server may be under a path: `/accounts`.
  const url = `${new URL(server, document.baseURI).href.replace(/\/$/, '')}/v1/me`;
  return { url, accessToken, answer: send(url, accessToken) };
}

/** Resolves to any response, also an error, so that the profile is not requested a second time. */
async function send(url: string, accessToken: string): Promise<ProfileResponse & { readonly arrived: number }> {
  const { lang } = document.documentElement;
  try {
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${accessToken}`, ...(lang && { 'Accept-Language': lang }) },
      credentials: 'include',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const body = await response.text();
    return { url, status: response.status, headers: response.headers, body, arrived: performance.now() };
  } catch (error) {
    return { url, status: 0, headers: new Headers(), body: error, arrived: performance.now() };
  }
}

/** Whether two clients made with these settings share their tokens. */
function isSame(made: ClientSettings, needed: ClientSettings): boolean {
  const comparable = ({ domain, clientId, redirectUri, scope, audience, organization, ...kept }: ClientSettings) =>
    JSON.stringify([
      new URL(domain.includes('://') ? domain : `https://${domain}`).origin,
      ...[clientId, redirectUri, audience ?? '', organization ?? ''],
      scope.split(' ').sort(),
      ...[kept.cacheLocation ?? 'memory', kept.useDpop ?? false],
    ]);
  return comparable(made) === comparable(needed);
}
