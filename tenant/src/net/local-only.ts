import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { isLoopback } from './loopback.ts';
import { requestSocket } from './request-facts.ts';

/** Which web pages may send requests: none, or the tenant's own. */
interface Allowed {
  readonly pages: 'none' | 'own';
}

/**
 * Refuses other machines, other names for this one (DNS rebinding) and web pages of others. A person who types the
 * address (`Sec-Fetch-Site: none`) is let in.
 */
export function allowLocalOnly({ pages }: Allowed): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  return async (c, next) => {
    const from = c.req.header('Origin');
    const isOwnPage = c.req.header('Sec-Fetch-Site') === 'same-origin';
    const own = pages === 'own' && isOwnPage && (from === undefined || from === new URL(c.req.url).origin);
    if (!targetsThisMachine(c) || !(own || isNotFromPage(c))) {
      return c.json({ error: 'Only programs on this machine may call this.' }, 403);
    }
    return next();
  };
}

/** Whether a request comes from a program on this machine (or from a person who types the address), and not from a page. */
export function isLocalProgram(c: Context): boolean {
  return targetsThisMachine(c) && isNotFromPage(c);
}

function targetsThisMachine(c: Context): boolean {
  const address = requestSocket(c.env as Partial<HttpBindings> | undefined)?.remoteAddress ?? '127.0.0.1';
  return isLoopback(address) && isLoopback(new URL(c.req.url).hostname);
}

function isNotFromPage(c: Context): boolean {
  return c.req.header('Origin') === undefined && (c.req.header('Sec-Fetch-Site') ?? 'none') === 'none';
}
