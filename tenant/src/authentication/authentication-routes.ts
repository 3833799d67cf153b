import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { clientOrigins } from '../oidc/client-metadata.ts';
import type { TenantContext } from '../oidc/tenant-context.ts';
import { AuthenticationRefusal } from './refusal.ts';

/** A part of the Authentication API: pages of every application may call it, refusals are JSON. */
export function authenticationRoutes({ store }: TenantContext, paths: string): Hono {
  const app = new Hono();
  const known = (origin: string) => store.clients.list().some((client) => clientOrigins(client).has(origin));
  app.use(paths, cors({ origin: (origin) => (known(origin) ? origin : null), credentials: true }));
  app.onError((error, c) => {
    // Anything but a refusal is a defect.
    if (!(error instanceof AuthenticationRefusal)) throw error;
    return c.json(error.body, error.status);
  });
  return app;
}
