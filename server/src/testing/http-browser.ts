import { CookieJar } from 'tough-cookie';

/** Where a browser ended up. */
export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

/** An account of the local tenant, as used at sign-in. */
export interface Account {
  /** Connection of the sign-in. */
  readonly connection: string;
  readonly email: string;
  /** For database accounts. */
  readonly password?: string;
}

/** A browser without scripts: keeps cookies, follows redirects from one origin to another, fills in the tenant's forms. */
export class HttpBrowser {
  readonly #jar = new CookieJar();

  /** @param stopAt Address prefix that is not loaded, but where the visit ends: an application's callback. */
  async open(url: URL | string, stopAt?: string): Promise<Visit> {
    // As from a page of the same origin.
    return this.#follow(new URL(url), { method: 'GET', headers: { 'sec-fetch-site': 'same-origin' } }, stopAt);
  }

  /** Submits a form. */
  async submit(url: URL | string, fields: Readonly<Record<string, string>>, stopAt?: string): Promise<Visit> {
    return this.#follow(new URL(url), { method: 'POST', body: new URLSearchParams(fields) }, stopAt);
  }

  /** Signs in on the tenant's current page and follows the tenant's redirects. */
  async signIn({ url, text }: Visit, { connection, email, password }: Account, stopAt?: string): Promise<Visit> {
    const interaction = /^\/u\/login\/[^/]+/.exec(url.pathname)?.[0];
    if (interaction === undefined) throw new Error(`Not a sign-in page: ${url.href}\n${text.slice(0, 2000)}`);
    const page = new URL(`${interaction}/c/${encodeURIComponent(connection)}`, url);
    if (password !== undefined) return this.submit(page, { username: email, password }, stopAt);
    const picker = await this.open(page);
    const button = picker.text.split('<button').find((part) => part.includes(email));
    const identity = /value="([^"]*)"/.exec(button ?? '')?.[1];
    if (identity === undefined) throw new Error(`No account ${email} at ${connection}.`);
    return this.submit(page, { identity }, stopAt);
  }

  /** One request of the page's script, with the browser's cookies; redirects are not followed. */
  async fetch(url: string, init: RequestInit): Promise<Response> {
    const target = new URL(url);
    const headers = new Headers(init.headers);
    const cookie = await this.#jar.getCookieString(url);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(target, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) await this.#jar.setCookie(line, url);
    return response;
  }

  async #follow(url: URL, init: RequestInit, stopAt: string | undefined): Promise<Visit> {
    const response = await this.fetch(url.href, init);
    const text = await response.text();
    const location = response.headers.get('location');
    if (location === null) return { url, status: response.status, text };
    const next = new URL(location, url);
    if (stopAt !== undefined && next.href.startsWith(stopAt)) return { url: next, status: response.status, text: '' };
    return this.#follow(next, { method: 'GET' }, stopAt);
  }
}
