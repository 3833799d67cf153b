import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { REFRESH_TOKENS, SESSIONS, type SignedInKind, storeMetadata, presentSignedIn } from './signed-in-kind.ts';
import { readBody } from '../http/read-request.ts';

const metadata = z
  .record(z.string(), z.unknown())
  .refine((value) => Object.keys(value).length <= 25, 'Too many properties')
  .nullable();

/**
 * `/sessions/{id}` and `/refresh-tokens/{id}`: one of either, its metadata and its deletion, and
 * `/sessions/{id}/revoke`, which also revokes the session's refresh tokens. Source: Auth0 Management API contract.
 */
export function signedInRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const { payloads } = store;
  const require = (c: Context<ManagementEnvironment>, kind: SignedInKind) => {
    const row = kind.find(payloads, c.req.param('id') ?? '');
    if (row?.payload['accountId'] !== undefined) return row;
    throw new ApiError(404, kind === SESSIONS ? 'inexistent_session' : 'inexistent_refresh_token', kind.missing);
  };
  const serve = (path: string, kind: SignedInKind) => {
    const update = z.strictObject({ [kind.metadata]: metadata });
    routes.get(path, (c) => {
      requireScope(c.get('bearer'), `read:${kind.scope}`);
      return c.json(presentSignedIn(store, kind, require(c, kind)));
    });
    routes.patch(path, async (c) => {
      requireScope(c.get('bearer'), `update:${kind.scope}`);
      const body = await readBody(c, update);
      const row = require(c, kind);
      storeMetadata(store, kind, row, body[kind.metadata] ?? null);
      return c.json(presentSignedIn(store, kind, row));
    });
    routes.delete(path, (c) => {
      requireScope(c.get('bearer'), `delete:${kind.scope}`);
      const row = kind.find(payloads, c.req.param('id') ?? '');
      if (row !== undefined) kind.end(payloads, row);
      return kind === SESSIONS ? c.json({}, 202) : c.body(null, 204);
    });
  };
  serve('/sessions/:id', SESSIONS);
  serve('/refresh-tokens/:id', REFRESH_TOKENS);

  routes.post('/sessions/:id/revoke', (c) => {
    requireScope(c.get('bearer'), 'delete:sessions');
    const session = require(c, SESSIONS);
    const tokens = payloads
      .ofAccount('RefreshToken', String(session.payload['accountId']))
      .filter(({ payload }) => payload['sessionUid'] === SESSIONS.idOf(session));
    store.transaction(() => {
      SESSIONS.end(payloads, session);
      for (const row of tokens) REFRESH_TOKENS.end(payloads, row);
    });
    return c.body(null, 202);
  });

  return routes;
}
