import type { Auth0Client } from '@auth0/auth0-spa-js';
import { createClient, type ClientSettings } from './create-client';

/** Milliseconds after which a fetched profile is too old to be shown. */
const FRESH = 10_000;

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

/** The profile as the linking server sent it. */
export interface FetchedProfile {
  readonly body: unknown;
  readonly etag: string | null;
  /** The header `Date`. */
  readonly date: string | null;
}

/** A session check that began before Angular; give it to `withStartedSession()`. */
export interface StartedSession {
  /** The client, if it was made with the same settings. Internal. */
  clientFor(settings: ClientSettings): Auth0Client | null;
  /** The access token that was requested, once. Rejects with an error of the SDK. Internal. */
  takeToken(): Promise<string | undefined> | null;
  /** The profile that was requested with this token, once; `null` if there is none, or if it is old. Internal. */
  takeProfile(token: string): Promise<FetchedProfile | null>;
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
  let token = hasSignedIn(settings.clientId) && !isResponse() ? client.getTokenSilently() : null;
  // A token that is bound to a key is sent by the client that has the key.
  const early = token !== null && linkingServer !== undefined && !settings.useDpop;
  let fetched = early ? fetchProfile(token, () => isKnown(client, settings.clientId), linkingServer) : null;
  // The caller that takes it handles a rejection.
  token?.catch(() => undefined);

  return {
    clientFor: (needed) => (isSame(made, needed) ? client : null),
    takeToken: () => {
      const taken = token;
      token = null;
      return taken;
    },
    takeProfile: async (accessToken) => {
      const taken = await fetched;
      fetched = null;
      const usable = taken?.accessToken === accessToken && performance.now() - taken.arrived < FRESH;
      return usable ? taken : null;
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

/** Never rejects: without this response, the profile is requested again where it is needed. */
async function fetchProfile(
  token: Promise<string | undefined> | null,
  isKnownUser: () => Promise<boolean>,
  server: string,
): Promise<(FetchedProfile & { readonly accessToken: string; readonly arrived: number }) | null> {
  try {
    const accessToken = (await token) ?? undefined;
    if (accessToken === undefined || !(await isKnownUser())) return null;
    const { lang } = document.documentElement;
    // The server may be under a path: `/accounts`.
    const response = await fetch(`${new URL(server, document.baseURI).href.replace(/\/$/, '')}/v1/me`, {
      headers: { Authorization: `Bearer ${accessToken}`, ...(lang && { 'Accept-Language': lang }) },
      credentials: 'include',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status !== 200) return null;
    const body: unknown = await response.json();
    const { headers } = response;
    return { body, etag: headers.get('ETag'), date: headers.get('Date'), accessToken, arrived: performance.now() };
  } catch {
    return null;
  }
}

/** Whether two clients made with these settings share their tokens. */
function isSame(made: ClientSettings, needed: ClientSettings): boolean {
  const essence = ({ domain, clientId, redirectUri, scope, audience, organization, ...kept }: ClientSettings) =>
    JSON.stringify([
      new URL(domain.includes('://') ? domain : `https://${domain}`).origin,
      ...[clientId, redirectUri, audience ?? '', organization ?? ''],
      scope.split(' ').sort(),
      ...[kept.cacheLocation ?? 'memory', kept.useDpop ?? false],
    ]);
  return essence(made) === essence(needed);
}
