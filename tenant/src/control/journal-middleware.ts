import type { MiddlewareHandler } from 'hono';
import type { Clock } from './clock.ts';
import type { TenantControl } from './tenant-control.ts';

/** Records every request but those to `/control`. Mount it first. */
export function journal(control: TenantControl, clock: Clock): MiddlewareHandler {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const at = new Date(clock.now()).toISOString();
    try {
      await next();
    } finally {
      if (!url.pathname.startsWith('/control/')) {
        const origin = c.req.header('Origin');
        control.journal.record({
          at,
          method: c.req.method,
          path: url.pathname,
          query: url.search,
          status: c.res.headers.has('x-hono-already-sent') ? 0 : c.res.status,
          ...(origin === undefined ? {} : { origin }),
          headers: c.req.header(),
        });
      }
    }
  };
}
