import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import type { AccountChanges } from './account-changes.ts';
import type { ProfileReader } from './operation/change-services.ts';

/** `DELETE /v1/me/identities/{provider}/{user_id}` and `POST /v1/me/undo/{handle}`. */
export function unlinkRoutes({
  changes,
  profile,
}: {
  readonly changes: AccountChanges;
  readonly profile: ProfileReader;
}): OpenAPIHono<HttpEnvironment> {
  const routes = newRoutes();

  routes.openapi(createRoute(ROUTES.unlinkIdentity), async (c) => {
    const { caller, browserHash, origin, logger } = c.var;
    const identity = c.req.valid('param');
    const { undo, user } = await changes.unlink({
      ...{ caller, identity, from: { origin, browserHash } },
      request: c.req.valid('query'),
    });
    logger.info({ subject: caller.subject, provider: identity.provider }, 'identity unlinked');
    return c.json({ me: await profile.of(caller.subject, caller, browserHash, user), undo }, 200);
  });

  routes.openapi(createRoute(ROUTES.undo), async (c) => {
    const { caller, browserHash, origin, logger } = c.var;
    const { handle } = c.req.valid('param');
    const { user } = await changes.undo({ caller, handle, from: { origin, browserHash } });
    logger.info({ subject: caller.subject, operation: handle }, 'change undone');
    const me = await profile.of(caller.subject, caller, browserHash, user);
    return c.json({ me, undo: me.undo }, 200);
  });

  return routes;
}
