/** What a page or a redirect to an application looked like. */
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
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Names of the cookies it holds. */
  get cookieNames(): string[] {
    return [...this.#cookies.keys()].map((key) => key.split(' ')[0] ?? '');
  }

  /** Values of the cookies it holds. */
  get cookieValues(): string[] {
    return [...this.#cookies.values()].map(({ value }) => value);
  }

  open(url: URL | string): Promise<Visit> {
    return this.#request(new URL(url, this.origin), { method: 'GET' });
  }

  submit(url: URL | string, fields: Readonly<Record<string, string>> = {}): Promise<Visit> {
    return this.#request(new URL(url, this.origin), { method: 'POST', body: new URLSearchParams(fields) });
  }

  async #request(url: URL, init: RequestInit): Promise<Visit> {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: this.#cookieHeader(url) } });
    for (const line of response.headers.getSetCookie()) this.#keep(line, url);
    const html = await response.text();
    const location = response.headers.get('location');
    if (location === null) return { url, status: response.status, html, headers: response.headers };
    const next = new URL(location, url);
    if (next.origin !== this.origin) return { url: next, status: response.status, html: '', headers: response.headers };
    return this.#request(next, { method: 'GET' });
  }

  #cookieHeader(url: URL): string {
    return [...this.#cookies]
      .filter(
        ([, { path }]) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
      )
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ');
  }

  #keep(line: string, url: URL): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const attribute = (wanted: string) =>
      attributes.find((part) => part.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? url.pathname;
    const gone = attribute('max-age') === '0' || new Date(attribute('expires') ?? '9999-01-01').getTime() <= Date.now();
    if (gone || value === '') this.#cookies.delete(`${name} ${path}`);
    else this.#cookies.set(`${name} ${path}`, { value, path });
  }
}
