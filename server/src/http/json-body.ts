import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { ProblemError } from '../platform/problem-error.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** Maximum size of a request's body in bytes; the largest of the contract, a merge decision, is far smaller. */
const MAX_BYTES = 65_536;

/** Bytes of a refused body that are read and dropped: a client that is still sending may miss the response (RFC 9112 §9.6). */
const MAX_DROPPED_BYTES = 8_388_608;

/** Refuses a body above 64 KB, whether its length is announced or not. */
export const limitBody = bodyLimit({
  maxSize: MAX_BYTES,
  onError: async (c) => {
    const { body } = c.req.raw;
    // A body of unknown length has been read up to the limit already.
    if (body?.locked === false) await drop(body);
    throw new ProblemError('payload_too_large');
  },
});

async function drop(body: ReadableStream<Uint8Array>): Promise<void> {
  let dropped = 0;
  for await (const { byteLength } of body) {
    dropped += byteLength;
    if (dropped > MAX_DROPPED_BYTES) return;
  }
}

/**
 * Accepts JSON bodies only. A page of another origin can send forms and plain text without a preflight (Fetch §2.2.2, "simple"
 * requests), but not JSON.
 */
export const requireJson = createMiddleware<HttpEnvironment>(async (c, next) => {
  const type = c.req.header('Content-Type');
  // RFC 9112 §6.3: a request has a body if it has one of these headers. `Request.body` exists even for a DELETE without one.
  const hasBody = c.req.header('Transfer-Encoding') !== undefined || Number(c.req.header('Content-Length') ?? 0) > 0;
  if ((hasBody || type !== undefined) && !/^application\/json\s*(;|$)/i.test(type ?? ''))
    throw new ProblemError('unsupported_media_type');
  await next();
});
