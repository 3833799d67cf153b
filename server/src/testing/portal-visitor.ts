import { createHash, randomBytes } from 'node:crypto';
import type { Elevation, IdentityRef, LinkIntent, LinkResult, Me, Problem, UnlinkResult } from '@onefold/contract';
import { HttpBrowser, type Account, type Visit } from './http-browser.ts';

/** A response of the linking API. */
export interface ApiAnswer<T> {
  readonly status: number;
  /** `ok` on success, else the code of the problem. */
  readonly outcome: string;
  readonly body: T;
}

/** Where a visitor goes. */
export interface Places {
  /** Origin of the linking server, which is the portal's, too. */
  readonly origin: string;
  readonly tenantOrigin: string;
  readonly clientId: string;
  readonly audience: string;
}

/** A user in one browser at the portal, without the portal's script: makes the page's requests over HTTP. */
export class PortalVisitor {
  readonly browser = new HttpBrowser();
  readonly #places: Places;
  readonly #account: Account;
  #token = '';

  private constructor(places: Places, account: Account) {
    this.#places = places;
    this.#account = account;
  }

  /** Signs in at the portal. */
  static async signIn(places: Places, account: Account): Promise<PortalVisitor> {
    const visitor = new PortalVisitor(places, account);
    await visitor.renew();
    return visitor;
  }

  /** Signs in again and takes a new access token. */
  async renew(): Promise<void> {
    const { origin, tenantOrigin, clientId, audience } = this.#places;
    const verifier = randomBytes(32).toString('base64url');
    const callback = `${origin}/callback`;
    const authorize = new URL('/authorize', tenantOrigin);
    authorize.search = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: callback,
      audience,
      scope: 'openid profile email',
      state: 'state',
      prompt: 'login',
      connection: this.#account.connection,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const end = await this.browser.signIn(await this.browser.open(authorize), this.#account, callback);
    const code = end.url.searchParams.get('code');
    if (code === null) throw new Error(`The sign-in ended at ${end.url.href}\n${end.text}`);
    const response = await fetch(new URL('/oauth/token', tenantOrigin), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        code_verifier: verifier,
        redirect_uri: callback,
      }),
    });
    const tokens = (await response.json()) as { access_token?: string };
    if (tokens.access_token === undefined) throw new Error(`No access token: ${JSON.stringify(tokens)}`);
    this.#token = tokens.access_token;
  }

  /** Calls the linking API. */
  async call<T>(method: string, path: string, body?: object): Promise<ApiAnswer<T>> {
    const response = await this.browser.fetch(`${this.#places.origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        origin: this.#places.origin,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const answer = (isJson ? JSON.parse(text) : text) as T;
    const outcome = response.ok ? 'ok' : isJson ? (answer as Problem).code : text;
    return { status: response.status, outcome, body: answer };
  }

  me(): Promise<ApiAnswer<Me>> {
    return this.call('GET', '/v1/me');
  }

  /** Proves the other account and then the main one; the intent is `ready`, or says why not. */
  async prove(other: Account): Promise<LinkIntent> {
    const { body, outcome } = await this.begin(other);
    if (outcome !== 'ok') throw new Error(`No link intent: ${outcome}`);
    const second = await this.browser.signIn(await this.browser.open(body.start_url), other);
    await this.browser.signIn(second, this.#account);
    return (await this.call<LinkIntent>('GET', `/v1/me/link-intents/${body.id}`)).body;
  }

  begin(other: Account): Promise<ApiAnswer<LinkIntent>> {
    return this.call('POST', '/v1/me/link-intents', { connection: other.connection, mode: 'popup' });
  }

  confirm({ id, preview }: Pick<LinkIntent, 'id' | 'preview'>): Promise<ApiAnswer<LinkResult>> {
    return this.call('POST', `/v1/me/link-intents/${id}/confirm`, { revision: preview?.revision ?? 'none' });
  }

  unlink({ provider, user_id }: IdentityRef): Promise<ApiAnswer<UnlinkResult>> {
    return this.call('DELETE', `/v1/me/identities/${encodeURIComponent(provider)}/${encodeURIComponent(user_id)}`);
  }

  undo(handle: string): Promise<ApiAnswer<UnlinkResult>> {
    return this.call('POST', `/v1/me/undo/${handle}`);
  }

  /** Proves a recent sign-in of the main account. */
  async elevate(): Promise<Visit> {
    const { body, outcome } = await this.call<Elevation>('POST', '/v1/me/elevations', { mode: 'popup' });
    if (outcome !== 'ok') throw new Error(`No elevation: ${outcome}`);
    return this.browser.signIn(await this.browser.open(body.start_url), this.#account);
  }
}
