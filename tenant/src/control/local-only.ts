import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { isLoopback } from '../net/loopback.ts';
import { requestSocket } from './request-socket.ts';

/** Which web pages may ask: none, or the tenant's own. */
interface Allowed {
  readonly pages: 'none' | 'own';
}

/**
 * Refuses other machines, other names for this one (DNS rebinding) and web pages of others. A person who types the
 * address (`Sec-Fetch-Site: none`) is let in.
 */
export function onlyFromThisMachine({ pages }: Allowed): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  return async (c, next) => {
    const address = requestSocket(c.env)?.remoteAddress ?? '127.0.0.1';
    const { hostname, origin } = new URL(c.req.url);
    const from = c.req.header('Origin');
    const site = c.req.header('Sec-Fetch-Site') ?? 'none';
    const own = pages === 'own' && site === 'same-origin' && (from === undefined || from === origin);
    const noPage = from === undefined && site === 'none';
    if (!isLoopback(address) || !isLoopback(hostname) || !(own || noPage)) {
      return c.json({ error: 'This is for programs on this machine only.' }, 403);
    }
    return next();
  };
}
