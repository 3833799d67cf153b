import type { BrowserContext, Route } from '@playwright/test';
import type { Tenant } from '@onefold/tenant';
import type { Mode } from './mode.ts';

/** A request of the page to the linking API: Auth0's or the linking server's. */
export type ApiCall = 'view' | 'link' | 'unlink';

/** The replacement response. */
export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; default: an error body in the format of that API. */
  readonly body?: unknown;
  /** Number of requests that get this response; absent: all. */
  readonly times?: number;
}

const METHODS = { view: 'GET', link: 'POST', unlink: 'DELETE' } as const;
const ROUTES = {
  direct: {
    view: /\/api\/v2\/users\/[^/]+$/,
    link: /\/api\/v2\/users\/[^/]+\/identities$/,
    unlink: /\/api\/v2\/users\/[^/]+\/identities\/.+$/,
  },
  server: {
    view: /\/v1\/me$/,
    link: /\/v1\/me\/link-intents\/[^/]+\/confirm$/,
    unlink: /\/v1\/me\/identities\/.+$/,
  },
} as const;
/** The linking server's error codes by status (`@onefold/contract`). */
const PROBLEMS: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  409: 'already_linked',
  429: 'rate_limited',
  500: 'internal_error',
  503: 'auth0_unavailable',
};

/**
 * Makes the linking API fail: in direct mode the tenant itself fails as Auth0's Management API, in server mode the responses of the
 * linking server are replaced in the browser (the server's own specs cover failures of Auth0).
 */
export class LinkApi {
  readonly #mode: Mode;
  readonly #context: BrowserContext;
  readonly #tenant: Tenant;

  constructor(mode: Mode, context: BrowserContext, tenant: Tenant) {
    this.#mode = mode;
    this.#context = context;
    this.#tenant = tenant;
  }

  /** @returns A function that ends the failure. */
  async respondWith(call: ApiCall, { times, ...response }: ApiResponse): Promise<() => Promise<void>> {
    if (this.#mode === 'direct') {
      return this.#fault(call, { ...response, ...(times === undefined ? {} : { times }) });
    }
    const { status, headers = {} } = response;
    const code = PROBLEMS[status] ?? 'internal_error';
    const wait = Number(headers['Retry-After'] ?? 0);
    const problem = { type: `urn:onefold:error:${code}`, title: code, status, code, support_id: 'e2e' };
    const json = response.body ?? { ...problem, ...(wait > 0 ? { retry_after: wait } : {}) };
    return this.#route(call, (route) => route.fulfill({ status, headers: { ...headers }, json }), times);
  }

  /** Cuts the connection before the request has an effect. */
  async cut(call: ApiCall): Promise<() => Promise<void>> {
    if (this.#mode === 'direct') return this.#fault(call, { drop: true });
    return this.#route(call, (route) => route.abort('connectionreset'));
  }

  /** Delays one response of Auth0, to any caller. */
  delay(call: ApiCall, milliseconds: number): void {
    this.#fault(call, { delayMs: milliseconds, times: 1 });
  }

  /** Lets the request have its effect and loses the response. */
  async loseResponse(call: ApiCall, times = 1): Promise<void> {
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort('connectionreset');
    };
    await this.#route(call, lose, times);
  }

  /** Lets the request have its effect and returns a malformed response. */
  async garble(call: ApiCall): Promise<void> {
    const garble = async (route: Route) =>
      route.fulfill({ response: await route.fetch(), body: '<!doctype html><title>Proxy</title>' });
    await this.#route(call, garble, 1);
  }

  async #route(call: ApiCall, handle: (route: Route) => Promise<void>, times = Infinity): Promise<() => Promise<void>> {
    const pattern = ROUTES[this.#mode][call];
    let left = times;
    const handler = async (route: Route) => {
      if (route.request().method() !== METHODS[call] || left <= 0) return route.fallback();
      left -= 1;
      return handle(route);
    };
    const matches = (url: URL) => pattern.test(url.pathname);
    await this.#context.route(matches, handler);
    return () => this.#context.unroute(matches, handler);
  }

  #fault(call: ApiCall, rule: object): () => Promise<void> {
    const { faults } = this.#tenant.control;
    const id = faults.add({ method: METHODS[call], path: USERS, ...rule });
    return () => {
      faults.remove(id);
      return Promise.resolve();
    };
  }
}

const USERS = '/api/v2/users/*';
