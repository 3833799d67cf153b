import { createHash } from 'node:crypto';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES, type IdentityRef } from '@onefold/contract';
import { readActiveUser } from '../auth0/active-user.ts';
import type { Management } from '../auth0/management.ts';
import { isSameIdentity, userIdOf } from '../auth0/user-id.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Store } from '../store/store.ts';
import type { ProfileView } from './profile-view.ts';

/** The account itself: `/v1/me`, and the nicknames of its identities. */
export function accountRoutes(services: {
  readonly store: Store;
  readonly management: Management;
  readonly profile: ProfileView;
}): OpenAPIHono<HttpEnvironment> {
  const { profile } = services;
  const routes = newRoutes();

  // The only input is an optional header, which needs no validation.
  const { request: _, ...getMe } = ROUTES.getMe;
  routes.openapi(createRoute(getMe), async (c) => {
    const body = JSON.stringify(await profile.of(c.var.caller.subject, c.var.caller, c.var.browserHash));
    const tag = entityTag(body);
    c.header('ETag', tag);
    // Never cached: another user of the same browser must not get it.
    c.header('Cache-Control', 'no-store');
    c.header('Vary', 'Authorization, Cookie', { append: true });
    if (matches(c.req.header('If-None-Match'), tag)) return c.body(null, 304);
    return c.body(body, 200, { 'Content-Type': 'application/json' });
  });

  routes.openapi(createRoute(ROUTES.setNickname), async (c) => {
    const { caller, browserHash } = c.var;
    await setNickname(services, caller.subject, c.req.valid('param'), c.req.valid('json').nickname);
    return c.json(await profile.of(caller.subject, caller, browserHash), 200);
  });

  return routes;
}

/** A strong validator (RFC 9110 §8.8.3). */
function entityTag(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url')}"`;
}

/** RFC 9110 §13.1.2: weak comparison, any of the listed, or `*`. A compressing proxy may have weakened the tag. */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => {
    const listed = each.trim().replace(/^W\//, '');
    return listed === '*' || listed === tag;
  });
}

/**
 * Sets the nickname of an identity; null removes it.
 *
 * @throws {ProblemError} `not_found` (not this account's), `invalid_request`, and those of `readActiveUser`.
 */
async function setNickname(
  { store, management }: { readonly store: Store; readonly management: Management },
  account: string,
  ref: IdentityRef,
  nickname: string | null,
): Promise<void> {
  if (nickname !== null && /\p{Cc}/u.test(nickname)) {
    throw new ProblemError('invalid_request', { detail: 'nickname: control characters are not allowed' });
  }
  const user = await readActiveUser(management, account);
  if (!user.identities.some((identity) => isSameIdentity(identity, ref))) throw new ProblemError('not_found');
  await store.db
    .insertInto('identity_facts')
    .values({ account, identity: userIdOf(ref), nickname, linked_at: null, last_used_at: null })
    .onConflict((conflict) => conflict.columns(['account', 'identity']).doUpdateSet({ nickname }))
    .execute();
}
