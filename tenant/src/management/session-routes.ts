import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { StoredPayload } from '../store/payload-store.ts';
import { ApiError } from './api-error.ts';
import { requireScope } from './authorize.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint } from './checkpoint.ts';
import type { ManagementContext, ManagementEnvironment } from './management-environment.ts';
import { readQuery, readUserId } from './validate.ts';

const LIST_QUERY = z.strictObject(CHECKPOINT_PARAMETERS);

/** What a kind of record is called, and how one is shown. */
interface Kind {
  /** Model of the payload table. */
  readonly model: string;
  /** Name of the list in the answer. */
  readonly list: 'sessions' | 'tokens';
  readonly scope: 'sessions' | 'refresh_tokens';
  /** Never the value of the cookie or the token. */
  readonly idOf: (row: StoredPayload) => string;
  readonly present: (row: StoredPayload) => Readonly<Record<string, unknown>>;
}

/**
 * `/users/{id}/sessions` and `/users/{id}/refresh-tokens`: what a user is signed in with, and its end. Sessions and
 * refresh tokens do not depend on each other. Auth0 ends them in the background; here they are gone at once.
 */
export function sessionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const userIdOf = (c: Context<ManagementEnvironment>) => {
    const userId = readUserId(c);
    if (store.users.get(userId) === undefined) throw new ApiError(404, 'inexistent_user', 'User not found');
    return userId;
  };
  const serve = (path: string, { model, list, scope, idOf, present }: Kind) => {
    routes.get(path, (c) => {
      requireScope(c.get('bearer'), `read:${scope}`);
      const query = readQuery(c, LIST_QUERY);
      const userId = userIdOf(c);
      const rows = store.payloads.ofAccount(model, userId).filter(({ consumed_at: used }) => used === undefined);
      const { shown, next } = fromCheckpoint(rows, idOf, query);
      return c.json({
        [list]: shown.map((row) => ({ id: idOf(row), user_id: userId, ...present(row) })),
        ...(next === undefined ? {} : { next }),
        ...(query.include_totals === true ? { total: rows.length } : {}),
      });
    });
    routes.delete(path, (c) => {
      requireScope(c.get('bearer'), `delete:${scope}`);
      store.payloads.revokeAccount(userIdOf(c), model);
      return c.body(null, 202);
    });
  };
  serve('/users/:id/sessions', SESSIONS);
  serve('/users/:id/refresh-tokens', REFRESH_TOKENS);
  return routes;
}

const SESSIONS: Kind = {
  model: 'Session',
  list: 'sessions',
  scope: 'sessions',
  idOf: ({ payload }) => String(payload['uid']),
  present: ({ payload, expires_at: expiresAt }) => ({
    created_at: fromSeconds(payload['iat']),
    authenticated_at: fromSeconds(payload['loginTs']),
    expires_at: fromMilliseconds(expiresAt),
    clients: Object.keys(Object(payload['authorizations']) as object).map((id) => ({ client_id: id })),
  }),
};

const REFRESH_TOKENS: Kind = {
  model: 'RefreshToken',
  list: 'tokens',
  scope: 'refresh_tokens',
  idOf: ({ payload }) => String(payload['grantId']),
  present: ({ payload, expires_at: expiresAt }) => ({
    created_at: fromSeconds(payload['iat']),
    expires_at: fromMilliseconds(expiresAt),
    client_id: payload['clientId'],
    session_id: payload['sessionUid'] ?? null,
    rotating: true,
  }),
};

function fromSeconds(value: unknown): string | null {
  return typeof value === 'number' ? fromMilliseconds(value * 1000) : null;
}

function fromMilliseconds(value: number | undefined): string | null {
  return value === undefined ? null : new Date(value).toISOString();
}
