import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { PAGE_PARAMETERS, CHECKPOINT_PARAMETERS, fromCheckpoint } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { isUsable, REFRESH_TOKENS, SESSIONS, type SignedInKind, presentSignedIn } from './signed-in-kind.ts';
import { readBody, readQuery, readUserId } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject({ ...PAGE_PARAMETERS, ...CHECKPOINT_PARAMETERS });
const REVOKE = z.strictObject({
  session_id: z.string().max(50).optional(),
  preserve_refresh_tokens: z.boolean().optional(),
});

/**
 * `/users/{id}/sessions`, `/users/{id}/refresh-tokens` and `/users/{id}/revoke-access`: list and end a user's
 * sessions and refresh tokens. Auth0 ends them in the background; here they end immediately.
 */
export function sessionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const { payloads } = store;
  const userIdOf = (c: Context<ManagementEnvironment>) => {
    const userId = readUserId(c);
    if (store.users.get(userId) === undefined) throw new ApiError(404, 'inexistent_user', 'User not found');
    return userId;
  };
  const serve = (path: string, kind: SignedInKind) => {
    routes.get(path, (c) => {
      requireScope(c.get('bearer'), `read:${kind.scope}`);
      const query = readQuery(c, LIST_QUERY);
      const rows = payloads.ofAccount(kind.model, userIdOf(c)).filter(isUsable);
      const { shown, next } = fromCheckpoint(rows, (row) => kind.idOf(row), query);
      return c.json({
        [kind.list]: shown.map((row) => presentSignedIn(store, kind, row)),
        ...(next === undefined ? {} : { next }),
        ...(query.include_totals === true ? { total: rows.length } : {}),
      });
    });
    routes.delete(path, (c) => {
      requireScope(c.get('bearer'), `delete:${kind.scope}`);
      payloads.revokeAccount(userIdOf(c), kind.model);
      return c.json({}, 202);
    });
  };
  serve('/users/:id/sessions', SESSIONS);
  serve('/users/:id/refresh-tokens', REFRESH_TOKENS);

  routes.post('/users/:id/revoke-access', async (c) => {
    requireScope(c.get('bearer'), 'delete:sessions');
    const userId = readUserId(c);
    const { session_id: session, preserve_refresh_tokens: preserve } = await readBody(c, REVOKE);
    const ended = payloads
      .ofAccount('Session', userId)
      .filter((row) => session === undefined || SESSIONS.idOf(row) === session);
    const tokens = payloads
      .ofAccount('RefreshToken', userId)
      .filter(({ payload }) => session === undefined || payload['sessionUid'] === session);
    store.transaction(() => {
      for (const row of ended) SESSIONS.end(payloads, row);
      if (preserve !== true) for (const row of tokens) REFRESH_TOKENS.end(payloads, row);
    });
    return c.body(null, 202);
  });

  return routes;
}
