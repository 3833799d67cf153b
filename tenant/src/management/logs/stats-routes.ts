import { Hono } from 'hono';
import { z } from 'zod';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readQuery } from '../http/read-request.ts';

const date = z
  .string()
  .regex(/^\d{8}$/, 'Expected a date as YYYYMMDD')
  .optional();
const DAILY = z.strictObject({ from: date, to: date });
const ACTIVE_DAYS = 30;
const DAY = 86_400_000;

/** `/stats`: users active within 30 days, and what the log says of each day. Source: Auth0 Management API. */
export function statsRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.get('/stats/active-users', (c) => {
    requireScope(c.get('bearer'), 'read:stats');
    const since = new Date(mail.clock.now() - ACTIVE_DAYS * DAY).toISOString();
    return c.json(store.users.list().filter(({ last_login: last }) => last !== undefined && last >= since).length);
  });

  routes.get('/stats/daily', (c) => {
    requireScope(c.get('bearer'), 'read:stats');
    const { from = '', to = '9'.repeat(8) } = readQuery(c, DAILY);
    const counted = store.logs.list().filter(({ type }) => type === 's' || type === 'ss');
    const days = Map.groupBy(counted, ({ date: at }) => at.slice(0, 10));
    const shown = [...days].filter(([day]) => {
      const compact = day.replaceAll('-', '');
      return compact >= from && compact <= to;
    });
    return c.json(
      shown.map(([day, logs]) => ({
        date: `${day}T00:00:00.000Z`,
        logins: logs.filter(({ type }) => type === 's').length,
        signups: logs.filter(({ type }) => type === 'ss').length,
        leaked_passwords: 0,
        ...{ created_at: logs[0]?.date, updated_at: logs.at(-1)?.date },
      })),
    );
  });

  return routes;
}
