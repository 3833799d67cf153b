import type { Elevation, LinkIntent, Me } from '@onefold/contract';
import type { Account, HttpBrowser } from '../../server/src/testing/http-browser.ts';

/** A response of the linking server. */
export interface Answer<T = unknown> {
  readonly status: number;
  /** `ok` on success, else the code of the problem, or `page` where it was none. */
  readonly outcome: string;
  readonly body: T;
  readonly text: string;
  readonly headers: Headers;
}

interface PersonParts {
  readonly sub: string;
  readonly account: Account;
  readonly token: string;
  readonly browser: HttpBrowser;
  readonly origin: string;
}

/** A user with an account, an access token and a browser. A thief is a `Person` made of the stolen parts. */
export class Person {
  readonly sub: string;
  readonly account: Account;
  readonly token: string | null;
  readonly browser: HttpBrowser;
  readonly origin: string;

  constructor({
    sub,
    account,
    token,
    browser,
    origin,
  }: Omit<PersonParts, 'token'> & { readonly token: string | null }) {
    this.sub = sub;
    this.account = account;
    this.token = token;
    this.browser = browser;
    this.origin = origin;
  }

  /** The same person with something else: another token, another browser. */
  with(other: Partial<Omit<PersonParts, 'token'> & { readonly token: string | null }>): Person {
    const { sub, account, token, browser, origin } = this;
    return new Person({ ...{ sub, account, token, browser, origin }, ...other });
  }

  async ask<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
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

  me(): Promise<Answer<Me>> {
    return this.ask('GET', '/v1/me');
  }

  /** Begins a link. @throws {Error} Where that is refused. */
  async begin(connection: string, more: Readonly<Record<string, unknown>> = {}): Promise<LinkIntent> {
    const answer = await this.ask<LinkIntent>('POST', '/v1/me/link-intents', { connection, mode: 'popup', ...more });
    if (answer.status !== 201) throw new Error(`No link intent: ${answer.text}`);
    return answer.body;
  }

  intent({ id }: Pick<LinkIntent, 'id'>): Promise<Answer<LinkIntent>> {
    return this.ask('GET', `/v1/me/link-intents/${id}`);
  }

  /** Says yes to what the intent showed. */
  confirm({ id, preview }: Pick<LinkIntent, 'id' | 'preview'>, decision: object = {}): Promise<Answer> {
    return this.ask('POST', `/v1/me/link-intents/${id}/confirm`, {
      revision: preview?.revision ?? 'none',
      ...decision,
    });
  }

  /** Proves the other account and then one's own at the tenant's own pages. */
  async prove(other: Account, more: Readonly<Record<string, unknown>> = {}): Promise<LinkIntent> {
    const intent = await this.begin(other.connection, more);
    const second = await this.browser.signIn(await this.browser.open(intent.start_url), other);
    await this.browser.signIn(second, this.account);
    const { body } = await this.intent(intent);
    if (body.stage !== 'ready') throw new Error(`Not ready but ${body.stage}: ${JSON.stringify(body.error)}`);
    return body;
  }

  /** Links another account, as an honest person does. @throws {Error} Where that is refused. */
  async link(other: Account): Promise<void> {
    const answer = await this.confirm(await this.prove(other));
    if (answer.status !== 200) throw new Error(`Not linked: ${answer.text}`);
  }

  /** Proves a fresh login. */
  async elevate(): Promise<void> {
    const answer = await this.ask<Elevation>('POST', '/v1/me/elevations', { mode: 'popup' });
    if (answer.status !== 201) throw new Error(`No elevation: ${answer.text}`);
    await this.browser.signIn(await this.browser.open(answer.body.start_url), this.account);
    const { body } = await this.ask<Elevation>('GET', `/v1/me/elevations/${answer.body.id}`);
    if (body.stage !== 'done') throw new Error(`Not elevated but ${body.stage}: ${JSON.stringify(body.error)}`);
  }

  unlink(identity: { readonly provider: string; readonly user_id: string }): Promise<Answer> {
    const path = [identity.provider, identity.user_id].map(encodeURIComponent).join('/');
    return this.ask('DELETE', `/v1/me/identities/${path}`);
  }

  /** The key of the account's main identity. */
  get identity(): { readonly provider: string; readonly user_id: string } {
    const bar = this.sub.indexOf('|');
    return { provider: this.sub.slice(0, bar), user_id: this.sub.slice(bar + 1) };
  }
}
