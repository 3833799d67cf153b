import type { Socket } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { NewLog } from '../model/tenant-log.ts';

/** Where a request came from and which host name it used, for the log. */
export function requestFacts(c: Context): Pick<NewLog, 'ip' | 'hostname' | 'user_agent'> {
  return {
    ip: requestSocket(c.env as Partial<HttpBindings> | undefined)?.remoteAddress ?? '127.0.0.1',
    hostname: new URL(c.req.url).hostname,
    user_agent: c.req.header('User-Agent'),
  };
}

/** The socket a request came through; none for a request made in-process with `app.request()`. */
export function requestSocket(bindings: Partial<HttpBindings> | undefined): Socket | undefined {
  return bindings?.incoming?.socket;
}
