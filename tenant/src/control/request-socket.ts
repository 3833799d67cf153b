import type { Socket } from 'node:net';
import type { HttpBindings } from '@hono/node-server';

/** The socket a request came through; none for a request made in-process with `app.request()`. */
export function requestSocket(bindings: Partial<HttpBindings> | undefined): Socket | undefined {
  return bindings?.incoming?.socket;
}
