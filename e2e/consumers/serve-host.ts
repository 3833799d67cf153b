import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** Options for serving a host. */
export interface Serving {
  /** Path of its base, for example `/portal/`. */
  readonly base: string;
  /** JSON documents below the base. */
  readonly documents: Readonly<Record<string, unknown>>;
  /** Headers of every response. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Serves a built application: its files, some JSON documents, and `index.html` for every other path below the base. */
export async function serveHost(
  folder: string,
  port: string,
  { base, documents, headers }: Serving,
): Promise<{ close(): Promise<void> }> {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
  });
  for (const [path, content] of Object.entries(documents)) {
    app.get(base + path, (c) => c.body(JSON.stringify(content), { headers: { 'Content-Type': 'application/json' } }));
  }
  const rewriteRequestPath = (path: string) => `/${path.slice(base.length)}`;
  app.use(`${base}*`, serveStatic({ root: folder, rewriteRequestPath }));
  app.use(`${base}*`, serveStatic({ root: folder, path: 'index.html' }));
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
