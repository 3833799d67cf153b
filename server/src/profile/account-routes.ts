import { createHash } from 'node:crypto';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { newRoutes } from '../http/new-routes.ts';
import { isUnlink } from '../linking/undoable.ts';
import type { Services } from '../services.ts';
import { setNickname } from './set-nickname.ts';

/** The account itself: `/v1/me`, its identities, and undo. */
export function accountRoutes(
  services: Pick<Services, 'store' | 'management' | 'freshLogins' | 'changes' | 'profile'>,
): OpenAPIHono<HttpEnvironment> {
  const { changes, freshLogins, profile, store } = services;
  const routes = newRoutes();

  routes.openapi(createRoute(ROUTES.getMe), async (c) => {
    const me = await profile.of(c.var.caller.subject, c.var.caller, c.var.browserHash);
    const tag = entityTag(me);
    c.header('ETag', tag);
    // Another person on the same browser must not get it; and nobody without asking first.
    c.header('Cache-Control', 'private, no-cache');
    c.header('Vary', 'Authorization, Cookie', { append: true });
    if (matches(c.req.header('If-None-Match'), tag)) return c.body(null, 304);
    return c.json(me, 200);
  });

  routes.openapi(createRoute(ROUTES.unlinkIdentity), async (c) => {
    const { caller, browserHash, origin, logger } = c.var;
    const identity = c.req.valid('param');
    const { sessionId } = await freshLogins.require(caller.subject, browserHash);
    const { undo } = await changes.unlink(caller, identity, origin, sessionId);
    logger.info({ subject: caller.subject, provider: identity.provider }, 'An identity was unlinked.');
    return c.json({ me: await profile.of(caller.subject, caller, browserHash), undo }, 200);
  });

  routes.openapi(createRoute(ROUTES.undo), async (c) => {
    const { caller, browserHash, origin, logger } = c.var;
    const { handle } = c.req.valid('param');
    // Whoever else is signed in to the account must not bring back a sign-in that its owner has just taken off.
    const links = await isUnlink(store.db, caller.subject, handle);
    const login = await freshLogins[links ? 'require' : 'find'](caller.subject, browserHash);
    await changes.undo(caller, handle, origin, login?.sessionId ?? null);
    logger.info({ subject: caller.subject, operation: handle }, 'A change was undone.');
    const me = await profile.of(caller.subject, caller, browserHash);
    return c.json({ me, undo: me.undo }, 200);
  });

  routes.openapi(createRoute(ROUTES.setNickname), async (c) => {
    const { caller, browserHash } = c.var;
    await setNickname(services, caller.subject, c.req.valid('param'), c.req.valid('json').nickname);
    return c.json(await profile.of(caller.subject, caller, browserHash), 200);
  });

  return routes;
}

/** A strong validator: the same bytes, the same tag (RFC 9110 §8.8.3). */
function entityTag(body: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"`;
}

/** RFC 9110 §13.1.2: weak comparison, any of the listed, or `*`. A proxy that compresses may have made the tag weak. */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => {
    const listed = each.trim().replace(/^W\//, '');
    return listed === '*' || listed === tag;
  });
}
