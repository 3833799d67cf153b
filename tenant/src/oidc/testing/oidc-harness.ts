import * as openid from 'openid-client';
import { createTenant, type Tenant } from '../../create-tenant.ts';
import type { TenantOptions } from '../../tenant-options.ts';
import { FormBrowser, type Visit } from './form-browser.ts';

/** Origin of the application in specs; nothing listens there. */
export const APP = 'http://localhost:4200';
/** Its callback. */
export const CALLBACK = `${APP}/callback`;
/** Name of the demo tenant's database connection. */
export const DATABASE = 'Username-Password-Authentication';

/** Scopes of the machine client `server` for the Management API. */
export const MACHINE_SCOPES = [
  'read:users',
  'read:logs',
  'update:users',
  'read:sessions',
  'delete:sessions',
  'read:refresh_tokens',
  'delete:refresh_tokens',
];

/** Lets `openid-client` talk plain HTTP to this machine. */
export function allowHttp(config: openid.Configuration): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated only to stand out; most specs need no TLS
  openid.allowInsecureRequests(config);
}

/** A token response. */
type Tokens = openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers;

/** A tenant, a browser and an OIDC client for one spec. */
export interface OidcHarness {
  readonly tenant: Tenant;
  readonly browser: FormBrowser;
  readonly config: openid.Configuration;
}

/** Starts a tenant with a public client `spa`, a confidential one `web` and a machine `server`, and discovers it. */
export async function startOidcHarness(options: TenantOptions = {}): Promise<OidcHarness> {
  const tenant = await createTenant({
    clients: [
      {
        client_id: 'spa',
        name: 'Spa',
        app_type: 'spa',
        callbacks: [CALLBACK],
        allowed_logout_urls: [APP],
        web_origins: [APP],
      },
      {
        client_id: 'server',
        name: 'Server',
        app_type: 'non_interactive',
        client_secret: 'secret',
        grants: [{ audience: '/api/v2/', scope: MACHINE_SCOPES }],
      },
      {
        client_id: 'web',
        name: 'Web',
        app_type: 'regular_web',
        client_secret: 'web secret: +/&',
        callbacks: [CALLBACK],
      },
    ],
    ...options,
  });
  const config = await openid.discovery(new URL(tenant.issuer), 'spa', undefined, openid.None(), {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as in allowHttp; discovery knows only the original
    execute: [openid.allowInsecureRequests],
  });
  return { tenant, browser: new FormBrowser(tenant.origin), config };
}

/** An authorization request and what is needed to redeem its code. */
export interface Request {
  readonly url: URL;
  readonly verifier: string;
  readonly nonce: string;
}

/** Builds an authorization request with PKCE, state and nonce. */
export async function authorization(
  config: openid.Configuration,
  extra: Record<string, string> = {},
): Promise<Request> {
  const verifier = openid.randomPKCECodeVerifier();
  const nonce = openid.randomNonce();
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid profile email',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'state',
    nonce,
    ...extra,
  });
  return { url, verifier, nonce };
}

/** Redeems the code that an authorization ended with. */
export function redeem(
  config: openid.Configuration,
  { verifier, nonce }: Request,
  end: Visit,
  maxAge?: number,
): Promise<Tokens> {
  return openid.authorizationCodeGrant(config, end.url, {
    pkceCodeVerifier: verifier,
    expectedNonce: nonce,
    expectedState: 'state',
    ...(maxAge === undefined ? {} : { maxAge }),
  });
}

/** Fills the database form on the page the browser is at. */
export function logIn(browser: FormBrowser, page: Visit, email = 'ana@example.com', password = 'demo'): Promise<Visit> {
  return browser.submit(`${loginPath(page)}/c/${DATABASE}`, { username: email, password });
}

/** Chooses an account at a fake provider by its email. */
export async function choose(browser: FormBrowser, page: Visit, connection: string, email: string): Promise<Visit> {
  const picker = await browser.open(`${loginPath(page)}/c/${connection}`);
  const button = picker.html.split('<button').find((part) => part.includes(email));
  const identity = /value="([^"]*)"/.exec(button ?? '')?.[1];
  if (identity === undefined) throw new Error(`No account ${email} at ${connection}.`);
  return browser.submit(`${loginPath(page)}/c/${connection}`, { identity });
}

/** `/u/login/{interaction}` of the page a browser is at. */
export function loginPath({ url }: Visit): string {
  const path = /^\/u\/login\/[^/]+/.exec(url.pathname)?.[0];
  if (path === undefined) throw new Error(`Not a login page: ${url.href}`);
  return path;
}

/** Signs in from the authorization to the tokens. */
export async function signIn(
  { browser, config }: OidcHarness,
  extra: Record<string, string> = {},
  email?: string,
): Promise<Tokens> {
  const request = await authorization(config, extra);
  const page = await browser.open(request.url);
  const end = page.url.origin === APP ? page : await logIn(browser, page, email);
  return redeem(config, request, end, extra['max_age'] === undefined ? undefined : Number(extra['max_age']));
}

/** The claims of the ID token, as plain data: their own type is too deep for Jasmine's matchers. */
export function claimsOf(tokens: Awaited<ReturnType<typeof redeem>>): Readonly<Record<string, unknown>> {
  return tokens.claims() ?? {};
}

/** The error parameters of a redirect to the application. */
export function errorOf({ url }: Visit): { error: string | null; description: string | null } {
  return { error: url.searchParams.get('error'), description: url.searchParams.get('error_description') };
}

/** Status and body of a refusal at the token endpoint. */
export async function refusal(
  granting: Promise<unknown>,
): Promise<{ status: number; error: string; description: string | undefined }> {
  try {
    await granting;
  } catch (error) {
    // The spec expects this refusal; any other error fails the spec.
    if (!(error instanceof openid.ResponseBodyError)) throw error;
    return { status: error.status, error: error.error, description: error.error_description };
  }
  throw new Error('The token endpoint did not refuse.');
}
