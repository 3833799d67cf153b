import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from './clock.ts';
import { isOwnTool } from './own-tool.ts';
import type { TenantControl } from './tenant-control.ts';

interface Environment {
  Bindings: Partial<HttpBindings>;
}

/** Records every request but those to the tenant's own tools. Mount it first. */
export function journal(control: TenantControl, clock: Clock): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const at = new Date(clock.now()).toISOString();
    try {
      await next();
    } finally {
      if (!isOwnTool(url.pathname)) {
        const origin = c.req.header('Origin');
        control.journal.record({
          at,
          method: c.req.method,
          path: url.pathname,
          query: url.search,
          status: statusOf(c),
          ...(origin === undefined ? {} : { origin }),
          headers: c.req.header(),
        });
      }
    }
  };
}

/** The status sent; what was answered past Hono (`oidc-provider` does) is read from Node's own response. */
function statusOf(c: Context<Environment>): number {
  if (!c.res.headers.has('x-hono-already-sent')) return c.res.status;
  const sent = sentResponse(c.env);
  return sent?.writableEnded === true ? sent.statusCode : 0;
}

/** Absent for requests made in-process. */
function sentResponse(bindings: Partial<HttpBindings> | undefined): HttpBindings['outgoing'] | undefined {
  return bindings?.outgoing;
}
