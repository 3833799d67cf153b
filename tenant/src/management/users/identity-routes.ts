import { Hono } from 'hono';
import type { IdentityKey } from '../../model/tenant-user.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope, requireScopeOver } from '../http/bearer.ts';
import { NOT_LINKED, withLinkErrors, SECONDARY_NOT_FOUND } from './link-errors.ts';
import { subjectOfLinkToken } from './link-token.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { LINK_IDENTITY } from './user-body.ts';
import { readBody, readUserId } from '../http/read-request.ts';

const OWN_IDENTITIES = 'update:current_user_identities';

/** `POST /users/{id}/identities` and `DELETE /users/{id}/identities/{provider}/{user_id}`. */
export function identityRoutes({ store, authority }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.post('/users/:id/identities', async (c) => {
    const [bearer, userId] = [c.get('bearer'), readUserId(c)];
    requireScopeOver(bearer, userId, ['update:users'], OWN_IDENTITIES);
    const body = await readBody(c, LINK_IDENTITY);
    if (body.link_with !== undefined) {
      const subject = await subjectOfLinkToken(body.link_with, bearer, authority);
      const outcome = withLinkErrors({ identity_unknown: SECONDARY_NOT_FOUND }, () =>
        store.users.link(userId, identityOfSubject(subject)),
      );
      return c.json(outcome.identities, 201);
    }
    // Naming an account without proof of owning it is for servers only.
    requireScope(bearer, 'update:users');
    const key = identityOf(body.provider ?? '', body.user_id ?? '');
    const outcome = withLinkErrors({}, () => {
      refuseUnknownIdentity(key, body.connection_id);
      return store.users.link(userId, key);
    });
    return c.json(outcome.identities, 201);
  });

  routes.delete('/users/:id/identities/:provider/:user_id', (c) => {
    const userId = readUserId(c);
    requireScopeOver(c.get('bearer'), userId, ['update:users'], OWN_IDENTITIES);
    const key = { provider: c.req.param('provider'), user_id: c.req.param('user_id') };
    const outcome = withLinkErrors({ identity_unknown: NOT_LINKED }, () => store.users.unlink(userId, key));
    return c.json(outcome.identities, 200);
  });

  /** Auth0 accepts the id with its provider, too. */
  function identityOf(provider: string, userId: string | number): IdentityKey {
    const prefix = `${provider}|`;
    const isFull = typeof userId === 'string' && userId.startsWith(prefix);
    if (!isFull || store.users.findByIdentity(provider, userId) !== undefined) return { provider, user_id: userId };
    return { provider, user_id: userId.slice(prefix.length) };
  }

  function refuseUnknownIdentity(key: IdentityKey, connectionId: string | undefined): void {
    const candidates = store.connections.list().filter(({ strategy }) => strategy === key.provider);
    const chosen = connectionId === undefined ? undefined : store.connections.getById(connectionId);
    if (candidates.length === 0 || (connectionId !== undefined && chosen?.strategy !== key.provider)) {
      throw new ApiError(400, 'inexistent_connection', 'The provider/connection is not configured.');
    }
    const owner = store.users.findByIdentity(key.provider, key.user_id);
    const identity = owner?.identities.find(
      ({ provider, user_id }) => provider === key.provider && String(user_id) === String(key.user_id),
    );
    if (identity !== undefined && (chosen === undefined || identity.connection === chosen.name)) return;
    if (identity === undefined && connectionId === undefined && candidates.length > 1) {
      const message = 'Linking to an inexistent identity requires a connection.';
      throw new ApiError(400, 'inexistent_identity', message);
    }
    throw new ApiError(400, 'inexistent_identity', 'Linking to an inexistent identity is not allowed.');
  }

  return routes;
}

/** Splits `provider|id` at the first bar only: an id may contain more. */
function identityOfSubject(subject: string): IdentityKey {
  const bar = subject.indexOf('|');
  return { provider: subject.slice(0, bar), user_id: subject.slice(bar + 1) };
}
