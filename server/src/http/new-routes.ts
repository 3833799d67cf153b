import { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnvironment } from './http-environment.ts';

/**
 * An empty set of routes. What does not fit a route's schemas is thrown as a `ZodError`, which the application's error
 * handler answers as the problem `invalid_request`; Hono's own answer would have another format.
 */
export function newRoutes(): OpenAPIHono<HttpEnvironment> {
  return new OpenAPIHono<HttpEnvironment>({
    defaultHook: (result) => {
      if (!result.success) throw result.error;
    },
  });
}
