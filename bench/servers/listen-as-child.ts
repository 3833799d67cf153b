import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { answerParent } from './answer-parent.ts';

/** Listens on a free port, reports the port to the parent, and ends with the parent. */
export function listenAsChild(app: Hono): void {
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => answerParent(port));
}
