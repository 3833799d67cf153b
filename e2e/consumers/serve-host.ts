import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** Serves a built application: its files, some JSON documents, and `index.html` for every other path. */
export async function serveHost(
  folder: string,
  port: string,
  documents: Readonly<Record<string, unknown>>,
): Promise<{ close(): Promise<void> }> {
  const app = new Hono();
  for (const [path, content] of Object.entries(documents))
    app.get(path, (c) => c.body(JSON.stringify(content), { headers: { 'Content-Type': 'application/json' } }));
  app.use(serveStatic({ root: folder }));
  app.use(serveStatic({ root: folder, path: 'index.html' }));
  const listening = Promise.withResolvers<undefined>();
  const server = serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' }, () =>
    listening.resolve(undefined),
  );
  await listening.promise;
  return {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
