import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import { readActiveUser, readProblem } from '../auth0/active-user.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import type { Management } from '../auth0/management.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import type { Suggestions } from './suggestions.ts';

/**
 * `DELETE /v1/me/suggestions/{id}`: dismisses a suggestion of the user; the response is the same for any other id.
 * `POST /v1/login-suggestions`: suggestions for the Post-Login Action.
 */
export function suggestionRoutes({
  store,
  clock,
  suggestions,
  management,
}: {
  readonly store: Store;
  readonly management: Pick<Management, 'admit' | 'refreshUser'>;
  readonly clock: Clock;
  readonly suggestions: Suggestions;
}): OpenAPIHono<HttpEnvironment> {
  const routes = newRoutes();
  routes.openapi(createRoute(ROUTES.dismissSuggestion), async (c) => {
    await readActiveUser(management, c.var.caller.subject);
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
      return c.json({ suggestions: [...(await suggestions.findForLogin(c.req.valid('json')))] }, 200);
    } catch (error) {
      throw readProblem(error);
    }
  });
  return routes;
}
