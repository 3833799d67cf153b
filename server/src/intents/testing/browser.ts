/** Sends a request of a spec to the server. */
export type SendRequest = (path: string, init: RequestInit) => Response | Promise<Response>;

/** One browser: keeps the cookies of the server, follows no redirect, and may be signed in to the portal. */
export class Browser {
  readonly #sendRequest: SendRequest;
  readonly #cookies = new Map<string, string>();
  /** The access token of the portal; specs take the subject itself for it. */
  token: string | null;
  /** `Accept-Language` of the browser's own requests; the portal says which language it speaks itself. */
  language: string | null = null;
  /** Origin of the portal it is on, sent with the portal's calls. */
  portal: string | null = null;

  constructor(sendRequest: SendRequest, token: string | null = null) {
    this.#sendRequest = sendRequest;
    this.token = token;
  }

  /** A call of the portal, with its token. */
  async call(method: string, path: string, body?: unknown, language?: string): Promise<Response> {
    const headers = new Headers(this.token === null ? {} : { Authorization: `Bearer ${this.token}` });
    if (language !== undefined) headers.set('Accept-Language', language);
    if (this.portal !== null) headers.set('Origin', this.portal);
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    return this.#send(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  /** Whether its navigations say that they come from a page of this origin, as those of current browsers do. */
  hasFetchMetadata = true;

  /** Goes to an address of the server. */
  async visit(address: string, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    const { pathname, search } = new URL(address, 'http://localhost');
    return this.#send(pathname + search, { headers: this.#navigation(more) });
  }

  /** Submits a form without fields. */
  async submit(address: string, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    const headers = this.#navigation(more);
    headers.set('Content-Type', 'application/x-www-form-urlencoded');
    return this.#send(new URL(address).pathname, { method: 'POST', headers });
  }

  #navigation(more: Readonly<Record<string, string>>): Headers {
    return new Headers({
      ...(this.language === null ? {} : { 'Accept-Language': this.language }),
      ...(this.hasFetchMetadata ? { 'Sec-Fetch-Site': 'same-origin' } : {}),
      ...more,
    });
  }

  clearCookies(): void {
    this.#cookies.clear();
  }

  /** Cookies as a header would say them. */
  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #send(path: string, init: RequestInit & { readonly headers: Headers }): Promise<Response> {
    if (this.#cookies.size > 0) init.headers.set('Cookie', this.cookies);
    const response = await this.#sendRequest(path, { ...init, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  }
}
