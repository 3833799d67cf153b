import { serve } from '@hono/node-server';
import { reportToParent } from './report-to-parent.ts';

/** Listens on a free port, reports the port to the parent, and ends with the parent. */
export function listenAsChild(app: Pick<Parameters<typeof serve>[0], 'fetch'>): void {
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => reportToParent(port));
}
