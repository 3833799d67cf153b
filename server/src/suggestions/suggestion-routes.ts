import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { newRoutes } from '../http/new-routes.ts';
import type { Services } from '../services.ts';

/** `DELETE /v1/me/suggestions/{id}`: one's own suggestion is not made again; for any other id the answer is the same. */
export function suggestionRoutes({ store, clock }: Pick<Services, 'store' | 'clock'>): OpenAPIHono<HttpEnvironment> {
  const routes = newRoutes();
  routes.openapi(createRoute(ROUTES.dismissSuggestion), async (c) => {
    await store.db
      .updateTable('suggestions')
      .set({ dismissed_at: clock.now() })
      .where('id', '=', c.req.valid('param').id)
      .where('account', '=', c.var.caller.subject)
      .where('dismissed_at', 'is', null)
      .execute();
    return c.body(null, 204);
  });
  return routes;
}
