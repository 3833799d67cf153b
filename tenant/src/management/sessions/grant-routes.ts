import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { resourceToAudience } from '../../dialect/audience.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const FILTERS = {
  user_id: z.string().optional(),
  client_id: z.string().optional(),
  audience: z.string().optional(),
};
const LIST = z.strictObject({ ...PAGE_PARAMETERS, ...FILTERS });
const OF_USER = z.strictObject({ user_id: z.string().min(1) });
const TOKEN = z.strictObject({ aud: z.string().optional(), jti: z.string().min(1) });
const OF_CLIENT = z.looseObject({ aud: z.string().optional() });

/** What a user allowed a client to do at an API. Source: Auth0 Management API, schema `UserGrant`. */
interface ShownGrant {
  readonly id: string;
  readonly clientID: string;
  readonly user_id: string;
  readonly audience: string;
  readonly scope: readonly string[];
}

interface StoredGrant {
  readonly accountId?: string;
  readonly clientId?: string;
  readonly openid?: { readonly scope?: string };
  readonly resources?: Readonly<Record<string, string>>;
}

/**
 * `/grants`: every authorization makes its own grant here; they are shown as one for each user, client and API, as on
 * Auth0. Also `/blacklists/tokens`, which has no effect, and `/anomaly/blocks/ips/{ip}`, where no address is ever blocked.
 */
export function grantRoutes({ store, authority }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const userinfo = `${authority.issuers[0] ?? ''}userinfo`;

  /** Shown grants with the ids of the grants behind each. */
  const list = () => {
    const found = new Map<string, { shown: ShownGrant; kept: string[] }>();
    for (const { id: kept, payload } of store.payloads.list('Grant')) {
      const { accountId, clientId, openid, resources = {} } = payload as StoredGrant;
      if (accountId === undefined || clientId === undefined) continue;
      const own = openid?.scope?.split(' ') ?? [];
      const entries = Object.entries(resources).map(([api, scope]) => [resourceToAudience(api), scope] as const);
      for (const [audience, scope] of entries.length === 0 ? [[userinfo, ''] as const] : entries) {
        const id = createHash('sha256')
          .update(JSON.stringify([accountId, clientId, audience]))
          .digest('hex');
        const before = found.get(id);
        const scopes = [...(before?.shown.scope ?? []), ...own, ...scope.split(' ')].filter(Boolean);
        found.set(id, {
          shown: {
            ...{ id: id.slice(0, 24), clientID: clientId, user_id: accountId, audience },
            scope: [...new Set(scopes)],
          },
          kept: [...(before?.kept ?? []), kept],
        });
      }
    }
    return [...found.values()];
  };
  const revoke = (kept: readonly string[]) => {
    for (const id of kept) {
      store.payloads.revokeByGrantId(id);
      store.payloads.destroy('Grant', id);
    }
  };

  routes.get('/grants', (c) => {
    requireScope(c.get('bearer'), 'read:grants');
    const query = readQuery(c, LIST);
    const items = list()
      .map(({ shown }) => shown)
      .filter(({ user_id: id }) => query.user_id === undefined || query.user_id === id)
      .filter(({ clientID: id }) => query.client_id === undefined || query.client_id === id)
      .filter(({ audience }) => query.audience === undefined || query.audience === audience);
    return respondWithList(c, query, { name: 'grants', items, idOf: ({ id }) => id, present: (grant) => grant });
  });
  routes.delete('/grants', (c) => {
    requireScope(c.get('bearer'), 'delete:grants');
    const { user_id: userId } = readQuery(c, OF_USER);
    for (const { shown, kept } of list()) if (shown.user_id === userId) revoke(kept);
    return c.body(null, 204);
  });
  routes.delete('/grants/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:grants');
    for (const { shown, kept } of list()) if (shown.id === c.req.param('id')) revoke(kept);
    return c.body(null, 204);
  });

  const blacklist = store.settings('blacklist');
  routes.post('/blacklists/tokens', async (c) => {
    requireScope(c.get('bearer'), 'blacklist:tokens');
    const body = await readBody(c, TOKEN);
    blacklist.upsert({ ...body, id: JSON.stringify([body.aud, body.jti]) });
    return c.body(null, 204);
  });
  routes.get('/blacklists/tokens', (c) => {
    requireScope(c.get('bearer'), 'blacklist:tokens');
    const { aud } = readQuery(c, OF_CLIENT);
    const kept = blacklist.list().filter((each) => aud === undefined || each['aud'] === aud);
    return c.json(kept.map(({ id: _id, ...shown }) => shown));
  });
  routes.get('/anomaly/blocks/ips/:ip', (c) => {
    requireScope(c.get('bearer'), 'read:anomaly_blocks');
    return c.json({ statusCode: 404, error: 'Not Found', message: 'Not Found' }, 404);
  });
  routes.delete('/anomaly/blocks/ips/:ip', (c) => {
    requireScope(c.get('bearer'), 'delete:anomaly_blocks');
    return c.body(null, 204);
  });

  return routes;
}
