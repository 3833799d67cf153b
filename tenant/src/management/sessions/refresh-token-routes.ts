import { Hono } from 'hono';
import { z } from 'zod';
import { resourceToAudience } from '../../dialect/audience.ts';
import type { StoredPayload } from '../../store/tables/payload-store.ts';
import { userNotFound } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint } from '../http/list.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { isUsable, REFRESH_TOKENS, presentSignedIn } from './signed-in-kind.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const text = z.string().min(1);
const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...{ from: CHECKPOINT_PARAMETERS.from, take: CHECKPOINT_PARAMETERS.take },
  user_id: z.string().regex(/^[^|]+\|.+$/s, "Object didn't pass validation for format user-id"),
  client_id: text.optional(),
});
const REVOKE = z
  .strictObject({
    ids: z.array(text).min(1).max(100).optional(),
    user_id: text.optional(),
    client_id: text.optional(),
    audience: text.optional(),
  })
  .refine(({ ids, user_id: user }) => (ids === undefined) !== (user === undefined), "Either 'ids' or 'user_id'")
  .refine(
    ({ user_id: user, client_id: client }) => client === undefined || user !== undefined,
    "'client_id' needs 'user_id'",
  )
  .refine(
    ({ client_id: client, audience }) => audience === undefined || client !== undefined,
    "'audience' needs 'user_id' and 'client_id'",
  );

/**
 * `/refresh-tokens`: a user's refresh tokens, of one client or all, and the revocation of many at once.
 * Source: Auth0 Management API, "Get refresh tokens", "Revoke refresh tokens".
 */
export function refreshTokenRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const { payloads } = store;
  const ofUser = (userId: string, clientId: string | undefined): StoredPayload[] =>
    payloads
      .ofAccount('RefreshToken', userId)
      .filter(isUsable)
      .filter(({ payload }) => clientId === undefined || payload['clientId'] === clientId);

  routes.get('/refresh-tokens', (c) => {
    requireScope(c.get('bearer'), 'read:refresh_tokens');
    const { user_id: userId, client_id: clientId, ...query } = readQuery(c, LIST_QUERY);
    if (store.users.get(userId) === undefined) throw userNotFound();
    const rows = ofUser(userId, clientId).sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
    const { shown, next } = fromCheckpoint(rows, idOf, query);
    return c.json({
      refresh_tokens: shown.map((row) => selectFields({ ...presentSignedIn(store, REFRESH_TOKENS, row) }, query)),
      ...(next === undefined ? {} : { next }),
    });
  });

  routes.post('/refresh-tokens/revoke', async (c) => {
    requireScope(c.get('bearer'), 'delete:refresh_tokens');
    const { ids, user_id: userId, client_id: clientId, audience } = await readBody(c, REVOKE);
    const ended =
      userId === undefined
        ? (ids ?? []).flatMap((id) => REFRESH_TOKENS.find(payloads, id) ?? [])
        : ofUser(userId, clientId).filter((row) => audience === undefined || isFor(row, audience));
    store.transaction(() => {
      for (const row of ended) REFRESH_TOKENS.end(payloads, row);
    });
    return c.body(null, 202);
  });

  return routes;
}

function idOf(row: StoredPayload): string {
  return REFRESH_TOKENS.idOf(row);
}

function isFor({ payload }: StoredPayload, audience: string): boolean {
  return [payload['resource']].flat().some((each) => typeof each === 'string' && resourceToAudience(each) === audience);
}
