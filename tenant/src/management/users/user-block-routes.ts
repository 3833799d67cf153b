import { Hono } from 'hono';
import { z } from 'zod';
import {
  blocksOf,
  removeBlocks,
  removeBlocksOf,
  loginBlocks,
  type LoginAttempts,
} from '../../database/login-attempts.ts';
import type { TenantUser } from '../../model/tenant-user.ts';
import { requestFacts } from '../../net/request-facts.ts';
import { userNotFound } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readQuery, readUserId } from '../http/read-request.ts';

const NAMED = z.strictObject({
  identifier: z.string().min(1),
  consider_brute_force_enablement: z.enum(['true', 'false']).optional(),
});
const ONE = z.strictObject({ consider_brute_force_enablement: z.enum(['true', 'false']).optional() });

/** Blocks as the API shows them. */
export interface ShownBlocks {
  readonly blocked_for: readonly Pick<LoginAttempts, 'identifier' | 'ip' | 'connection'>[];
}

/**
 * `/user-blocks`: names that brute-force protection has blocked for an address, by name or by user, and how to lift the block.
 * Source: Auth0 Management API, "Get blocks by identifier" and after.
 */
export function userBlockRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const requireUser = (userId: string): TenantUser => {
    const user = store.users.get(userId);
    if (user === undefined) throw userNotFound();
    return user;
  };

  routes.get('/user-blocks', (c) => {
    requireScope(c.get('bearer'), 'read:users');
    return c.json(present(loginBlocks({ store }, readQuery(c, NAMED).identifier)));
  });

  routes.delete('/user-blocks', (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const { identifier } = readQuery(c, NAMED);
    removeBlocks({ store }, identifier);
    store.logs.write({ ...requestFacts(c), type: 'ublkdu', user_name: identifier });
    return c.body(null, 204);
  });

  routes.get('/user-blocks/:id', (c) => {
    requireScope(c.get('bearer'), 'read:users');
    readQuery(c, ONE);
    return c.json(present(blocksOf({ store }, requireUser(readUserId(c)))));
  });

  routes.delete('/user-blocks/:id', (c) => {
    requireScope(c.get('bearer'), 'update:users');
    const user = requireUser(readUserId(c));
    removeBlocksOf({ store }, user);
    store.logs.write({ ...requestFacts(c), type: 'ublkdu', user_id: user.user_id });
    return c.body(null, 204);
  });

  return routes;
}

function present(blocks: readonly LoginAttempts[]): ShownBlocks {
  return { blocked_for: blocks.map(({ identifier, ip, connection }) => ({ identifier, ip, connection })) };
}
