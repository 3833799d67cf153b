import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import { readProblem } from '../accounts/operation/management-problem.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import type { Suggestions } from './suggestions.ts';

/**
 * `DELETE /v1/me/suggestions/{id}`: one's own suggestion is not made again; for any other id the answer is the same.
 * `POST /v1/login-suggestions`: the Post-Login Action asks what to suggest.
 */
export function suggestionRoutes({
  store,
  clock,
  suggestions,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly suggestions: Suggestions;
}): OpenAPIHono<HttpEnvironment> {
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
