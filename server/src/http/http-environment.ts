import type { Logger } from 'pino';
import { OpenAPIHono } from '@hono/zod-openapi';
import { getPath } from 'hono/utils/url';
import type { Caller } from '../auth0/access-token-verifier.ts';
import type { Language } from '../platform/languages/language.ts';

/** Where a request came from, as shown in history and notices. */
export interface RequestOrigin {
  /** IP address; the recorder drops its last part. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The user's language; absent if the request names no supported one. */
  readonly language?: Language;
  /** Origin of the portal whose page sent it; absent for a navigation and for a client that is not a browser. */
  readonly portal?: string;
}

/** Removes the server's base path; keeps a path without it, which a proxy has stripped. */
export function pathWithin(basePath: string, path: string): string {
  if (path === basePath) return '/';
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

/** Variables of every request. */
export interface HttpEnvironment {
  Variables: {
    /** Support id, in every log line of the request and in problems. */
    requestId: string;
    logger: Logger;
    origin: RequestOrigin;
    /** Set on `/v1/me*` by the bearer middleware. */
    caller: Caller;
    /** `tokenHash` of the browser cookie; null where there is none. */
    browserHash: string | null;
  };
}

/**
 * An empty set of routes. Throws a `ZodError` for requests that violate a route's schemas, which the error handler answers with
 * the problem `invalid_request`; Hono's own response would have another format.
 *
 * @param basePath Leading path to drop, for proxies that forward it.
 */
export function newRoutes(basePath = ''): OpenAPIHono<HttpEnvironment> {
  return new OpenAPIHono<HttpEnvironment>({
    ...(basePath === '' ? {} : { getPath: (request: Request) => pathWithin(basePath, getPath(request)) }),
    defaultHook: (result) => {
      if (!result.success) throw result.error;
    },
  });
}
