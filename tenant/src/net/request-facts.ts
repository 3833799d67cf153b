import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { requestSocket } from '../control/request-socket.ts';
import type { NewLog } from '../model/tenant-log.ts';

/** Where a request came from and which name it came by, for the log. */
export function requestFacts(c: Context): Pick<NewLog, 'ip' | 'hostname' | 'user_agent'> {
  return {
    ip: requestSocket(c.env as Partial<HttpBindings> | undefined)?.remoteAddress ?? '127.0.0.1',
    hostname: new URL(c.req.url).hostname,
    user_agent: c.req.header('User-Agent'),
  };
}
