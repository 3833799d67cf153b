import type { BrowserContext, Request } from '@playwright/test';

/** A request of any page of the browser, with its headers and body. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Records every request of a browser context: pages, windows, frames, workers. */
export class Traffic {
  readonly #pending: Promise<RecordedRequest>[] = [];

  constructor(context: BrowserContext) {
    context.on('request', (request) => this.#pending.push(record(request)));
  }

  async requests(): Promise<readonly RecordedRequest[]> {
    return Promise.all(this.#pending);
  }

  /**
   * Requests to the linking API (Auth0's Management API or the linking server), as `METHOD /path`, without the preflights of
   * the browser.
   */
  async apiCalls(): Promise<readonly string[]> {
    const requests = await this.requests();
    return requests
      .filter(({ method, url }) => /^\/(api\/v2|v1\/me)(\/|$)/.test(url.pathname) && method !== 'OPTIONS')
      .map(({ method, url }) => `${method} ${url.pathname}`);
  }

  /** Requests that read the profile with all identities. */
  async profileViews(): Promise<readonly string[]> {
    return (await this.apiCalls()).filter((call) => /^GET (\/api\/v2\/users\/[^/]+|\/v1\/me)$/.test(call));
  }
}

async function record(request: Request): Promise<RecordedRequest> {
  return {
    method: request.method(),
    url: new URL(request.url()),
    // The headers that were sent, or the provisional ones if the page has closed meanwhile.
    headers: await request.allHeaders().catch(() => request.headers()),
    body: request.postData() ?? '',
  };
}
