/** A request that a spec responds to. Specs only. */
export class SentRequest {
  readonly url: string;
  readonly options: RequestInit;
  readonly headers: Headers;
  private readonly resolve: (response: Response) => void;
  private readonly reject: (error: Error) => void;

  constructor(
    url: string,
    options: RequestInit,
    resolve: (response: Response) => void,
    reject: (error: Error) => void,
  ) {
    this.url = url;
    this.options = options;
    this.headers = new Headers(options.headers);
    this.resolve = resolve;
    this.reject = reject;
  }

  /** The parsed body. */
  get body(): unknown {
    return JSON.parse(this.options.body as string) as unknown;
  }

  /** Responds with text, or with JSON. */
  respond(body: unknown, init: ResponseInit = {}): void {
    const text = typeof body === 'string' || body === null ? body : JSON.stringify(body);
    this.resolve(new Response(text, init));
  }

  /** Responds with a problem (RFC 9457). */
  refuse(status: number, code: string, more: object = {}): void {
    this.respond({ type: `urn:onefold:error:${code}`, title: '', status, code, support_id: 'x', ...more }, { status });
  }

  /** The connection is lost. */
  lose(): void {
    this.reject(new TypeError('Failed to fetch'));
  }
}

/**
 * A server that responds as a spec says. Specs only.
 *
 * @example
 * spyOn(window, 'fetch').and.callFake(server.fetch);
 */
export class FakeFetch {
  private open: SentRequest[] = [];

  readonly fetch = (url: unknown, options: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => this.open.push(new SentRequest(String(url), options, resolve, reject)));

  /** Waits for a request, whose code may be loaded by `import()`: no fake clock advances that. */
  async request(method: string, url: string): Promise<SentRequest> {
    for (;;) {
      const found = this.open.find((each) => each.options.method === method && each.url === url);
      if (found) {
        this.open = this.open.filter((each) => each !== found);
        return found;
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** Requests without a response. */
  get unanswered(): readonly string[] {
    return this.open.map(({ url, options: { method } }) => `${method} ${url}`);
  }
}
