import { createHash, randomBytes } from 'node:crypto';
import type { Elevation, IdentityRef, LinkIntent, LinkResult, Me, UnlinkResult } from '@onefold/contract';
import { HttpBrowser, type Account } from './http-browser.ts';

/** A response of the linking server. */
export interface ApiResponse<T = unknown> {
  readonly status: number;
  /** `ok` on success, else the code of the problem, or `page` if the response is none. */
  readonly outcome: string;
  readonly body: T;
  readonly text: string;
  readonly headers: Headers;
}

/** Where users sign in. */
export interface PortalAddress {
  /** Origin of the portal and of the linking server. */
  readonly origin: string;
  readonly tenantOrigin: string;
  readonly clientId: string;
  readonly audience: string;
}

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  /** Only with the scope `offline_access`. */
  readonly refresh_token?: string;
}

interface UserParts {
  readonly sub: string;
  readonly account: Account;
  /** Access token; `null` calls the API without one. */
  readonly token: string | null;
  readonly browser: HttpBrowser;
  readonly origin: string;
}

/** A user of the linking API: makes the portal's requests over HTTP. A thief is an `ApiUser` made of stolen parts. */
export class ApiUser {
  readonly sub: string;
  readonly account: Account;
  readonly token: string | null;
  readonly browser: HttpBrowser;
  readonly origin: string;

  constructor({ sub, account, token, browser, origin }: UserParts) {
    this.sub = sub;
    this.account = account;
    this.token = token;
    this.browser = browser;
    this.origin = origin;
  }

  /** Signs in at the portal in a new browser. */
  static async signIn(portal: PortalAddress, account: Account): Promise<ApiUser> {
    const browser = new HttpBrowser();
    const { access_token: token } = await signInAtPortal(portal, browser, account);
    return new ApiUser({ sub: subjectOf(token), account, token, browser, origin: portal.origin });
  }

  /** The same user with another token, browser or other part. */
  with(other: Partial<UserParts>): ApiUser {
    const { sub, account, token, browser, origin } = this;
    return new ApiUser({ ...{ sub, account, token, browser, origin }, ...other });
  }

  /** Calls the linking API. @param body A string is sent unchanged, anything else as JSON. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiResponse<T>> {
    const response = await this.browser.fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        origin: this.origin,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const parsed = (isJson ? JSON.parse(text) : text) as T;
    const code = isJson ? (parsed as { readonly code?: string }).code : undefined;
    const { status } = response;
    return {
      ...{ status, body: parsed, text, headers: response.headers },
      outcome: status < 300 ? 'ok' : (code ?? 'page'),
    };
  }

  me(): Promise<ApiResponse<Me>> {
    return this.call('GET', '/v1/me');
  }

  /** Creates a link intent. @throws {Error} If the server refuses. */
  async begin(connection: string, more: Readonly<Record<string, unknown>> = {}): Promise<LinkIntent> {
    const response = await this.call<LinkIntent>('POST', '/v1/me/link-intents', { connection, mode: 'popup', ...more });
    if (response.status !== 201) throw new Error(`No link intent: ${response.text}`);
    return response.body;
  }

  intent({ id }: Pick<LinkIntent, 'id'>): Promise<ApiResponse<LinkIntent>> {
    return this.call('GET', `/v1/me/link-intents/${id}`);
  }

  /** Signs in to the other account and then to the own one. @throws {Error} If the intent is not ready then. */
  async prove(other: Account, more: Readonly<Record<string, unknown>> = {}): Promise<LinkIntent> {
    const intent = await this.begin(other.connection, more);
    const second = await this.browser.signIn(await this.browser.open(intent.start_url), other);
    await this.browser.signIn(second, this.account);
    const { body } = await this.intent(intent);
    if (body.stage !== 'ready') throw new Error(`Not ready but ${body.stage}: ${JSON.stringify(body.error)}`);
    return body;
  }

  /** Confirms the preview of an intent. */
  confirm(
    { id, preview }: Pick<LinkIntent, 'id' | 'preview'>,
    decision: object = {},
  ): Promise<ApiResponse<LinkResult>> {
    return this.call('POST', `/v1/me/link-intents/${id}/confirm`, {
      revision: preview?.revision ?? 'none',
      ...decision,
    });
  }

  /** Links another account. @throws {Error} If the server refuses. */
  async link(other: Account): Promise<void> {
    const response = await this.confirm(await this.prove(other));
    if (response.status !== 200) throw new Error(`Not linked: ${response.text}`);
  }

  /** Proves a recent sign-in of the main account. @throws {Error} If that fails. */
  async elevate(): Promise<void> {
    const response = await this.call<Elevation>('POST', '/v1/me/elevations', { mode: 'popup' });
    if (response.status !== 201) throw new Error(`No elevation: ${response.text}`);
    await this.browser.signIn(await this.browser.open(response.body.start_url), this.account);
    const { body } = await this.call<Elevation>('GET', `/v1/me/elevations/${response.body.id}`);
    if (body.stage !== 'done') throw new Error(`Not elevated but ${body.stage}: ${JSON.stringify(body.error)}`);
  }

  unlink({ provider, user_id }: IdentityRef): Promise<ApiResponse<UnlinkResult>> {
    const path = [provider, user_id].map(encodeURIComponent).join('/');
    return this.call('DELETE', `/v1/me/identities/${path}`);
  }

  undo(handle: string): Promise<ApiResponse<UnlinkResult>> {
    return this.call('POST', `/v1/me/undo/${handle}`);
  }

  /** The key of the account's main identity. */
  get identity(): IdentityRef {
    const bar = this.sub.indexOf('|');
    return { provider: this.sub.slice(0, bar), user_id: this.sub.slice(bar + 1) };
  }
}

/** The subject of an access token, whose signature is not verified. */
export function subjectOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sub: string }).sub;
}

/** Signs in at the portal with code and PKCE (RFC 7636), as its SDK does. @param more Further parameters. */
export async function signInAtPortal(
  portal: PortalAddress,
  browser: HttpBrowser,
  account: Account,
  more: Readonly<Record<string, string>> = {},
): Promise<Tokens> {
  const { url, callback, verifier } = authorization(portal, {
    ...{ prompt: 'login', connection: account.connection },
    ...more,
  });
  const end = await browser.signIn(await browser.open(url), account, callback);
  const code = end.url.searchParams.get('code');
  if (code === null) throw new Error(`The sign-in ended at ${end.url.href}\n${end.text}`);
  return exchange(portal, { code, code_verifier: verifier, redirect_uri: callback });
}

/** Signs in without a page from the browser's session at the tenant. @returns `null` without a session. */
export async function signInSilently(portal: PortalAddress, browser: HttpBrowser): Promise<Tokens | null> {
  const { url, callback, verifier } = authorization(portal, { prompt: 'none' });
  const code = (await browser.open(url, callback)).url.searchParams.get('code');
  return code === null ? null : exchange(portal, { code, code_verifier: verifier, redirect_uri: callback });
}

function authorization(
  { origin, tenantOrigin, clientId, audience }: PortalAddress,
  more: Readonly<Record<string, string>>,
): { readonly url: URL; readonly callback: string; readonly verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  const callback = `${origin}/callback`;
  const url = new URL('/authorize', tenantOrigin);
  url.search = new URLSearchParams({
    ...{ client_id: clientId, response_type: 'code', redirect_uri: callback, audience, state: 'state' },
    scope: 'openid profile email',
    ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
    ...more,
  }).toString();
  return { url, callback, verifier };
}

async function exchange(
  { tenantOrigin, clientId }: PortalAddress,
  grant: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const response = await fetch(new URL('/oauth/token', tenantOrigin), {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', client_id: clientId, ...grant }),
  });
  if (!response.ok) throw new Error(`No tokens: ${await response.text()}`);
  return (await response.json()) as Tokens;
}
