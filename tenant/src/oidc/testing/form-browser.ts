import { CookieJar } from 'tough-cookie';

/** A page, or a redirect to an application. */
export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

/**
 * A browser without scripts for specs: keeps the tenant's cookies by path, follows its redirects and stops at the
 * first URL of another origin.
 */
export class FormBrowser {
  readonly origin: string;
  readonly #jar = new CookieJar();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Names of the cookies it holds. */
  get cookieNames(): string[] {
    return this.#cookies().map(({ key }) => key);
  }

  /** Values of the cookies it holds. */
  get cookieValues(): string[] {
    return this.#cookies().map(({ value }) => value);
  }

  open(url: URL | string): Promise<Visit> {
    return this.#request(new URL(url, this.origin), { method: 'GET' });
  }

  submit(url: URL | string, fields: Readonly<Record<string, string>> = {}): Promise<Visit> {
    return this.#request(new URL(url, this.origin), { method: 'POST', body: new URLSearchParams(fields) });
  }

  async #request(url: URL, init: RequestInit): Promise<Visit> {
    const cookie = await this.#jar.getCookieString(url.href);
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) await this.#jar.setCookie(line, url.href);
    const html = await response.text();
    const location = response.headers.get('location');
    if (location === null) return { url, status: response.status, html, headers: response.headers };
    const next = new URL(location, url);
    if (next.origin !== this.origin) return { url: next, status: response.status, html: '', headers: response.headers };
    return this.#request(next, { method: 'GET' });
  }

  #cookies() {
    return this.#jar.getCookiesSync(this.origin, { allPaths: true });
  }
}
