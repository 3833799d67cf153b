import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { ProblemError } from '../problem/problem-error.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** Bytes of a request's body; the largest of the contract, a merge decision, stays far below. */
const MAX_BYTES = 65_536;

/** Refuses a body above 64 KB, whether its length is announced or not. */
export const limitBody = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new ProblemError('payload_too_large');
  },
});

/**
 * Lets in bodies of JSON only. A page elsewhere can send forms and plain text without asking (Fetch §2.2.2, "simple"
 * requests), JSON it cannot.
 */
export const requireJson = createMiddleware<HttpEnvironment>(async (c, next) => {
  const type = c.req.header('Content-Type');
  // RFC 9112 §6.3: a request has a body where one of these says so. `Request.body` is there for a DELETE without any, too.
  const hasBody = c.req.header('Transfer-Encoding') !== undefined || Number(c.req.header('Content-Length') ?? 0) > 0;
  if ((hasBody || type !== undefined) && !/^application\/json\s*(;|$)/i.test(type ?? ''))
    throw new ProblemError('unsupported_media_type');
  await next();
});
