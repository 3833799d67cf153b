import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { newRoutes } from '../http/new-routes.ts';
import { readProblem } from '../linking/management-problem.ts';
import type { Services } from '../services.ts';

/**
 * `DELETE /v1/me/suggestions/{id}`: one's own suggestion is not made again; for any other id the answer is the same.
 * `POST /v1/login-suggestions`: the Post-Login Action asks what to suggest.
 */
export function suggestionRoutes({
  store,
  clock,
  suggestions,
}: Pick<Services, 'store' | 'clock' | 'suggestions'>): OpenAPIHono<HttpEnvironment> {
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
  routes.openapi(createRoute(ROUTES.suggestAtLogin), async (c) => {
    try {
      return c.json({ suggestions: [...(await suggestions.forLogin(c.req.valid('json')))] }, 200);
    } catch (error) {
      throw readProblem(error);
    }
  });
  return routes;
}
