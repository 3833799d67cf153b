import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES, type HistoryQuery } from '@onefold/contract';
import { accepts } from 'hono/accepts';
import type { Logger } from 'pino';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import type { Management } from '../auth0/management.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Store } from '../store/store.ts';
import type { EventRecorder } from './account-event.ts';
import { flagOwnEvent } from './flag-event.ts';
import { CSV_HEADER, csvLine } from './history-csv.ts';
import { historyEntries } from './history-entries.ts';

/** Entries read at a time for the export, so that memory does not depend on the length of the history. */
const BATCH = 200;

/** `Retry-After` if Auth0 did not end the sessions, in seconds. */
const RETRY_AFTER = 60;

/** `GET /v1/me/history`: a page as JSON, everything as CSV; `POST …/{id}/flag`: “this wasn’t me”. */
export function historyRoutes(services: {
  readonly store: Store;
  readonly clock: Clock;
  readonly management: Management;
  readonly recentSignIns: RecentSignIns;
  readonly events: EventRecorder;
  readonly logger: Logger;
}): OpenAPIHono<HttpEnvironment> {
  const routes = newRoutes();
  routes.openapi(createRoute(ROUTES.getHistory), async (c) => {
    const { limit, cursor, type, format } = c.req.valid('query');
    const account = c.var.caller.subject;
    const requested =
      format ?? accepts(c, { header: 'Accept', supports: ['application/json', 'text/csv'], default: 'json' });
    if (requested === 'csv' || requested === 'text/csv') {
      const day = new Date(services.clock.now()).toISOString().slice(0, 10);
      c.header('Content-Type', 'text/csv; charset=utf-8; header=present');
      c.header('Content-Disposition', `attachment; filename="account-history-${day}.csv"`);
      return c.body(csvStream(services, account, type));
    }
    // One more than requested shows whether there is a next page.
    const events = await historyEntries(services, {
      account,
      limit: limit + 1,
      ...(type === undefined ? {} : { type }),
      ...(cursor === undefined ? {} : { after: cursor }),
    });
    const page = events.slice(0, limit);
    return c.json({ events: page, next: events.length > limit ? (page.at(-1)?.id ?? null) : null }, 200);
  });
  routes.openapi(createRoute(ROUTES.flagHistoryEvent), async (c) => {
    const own = { account: c.var.caller.subject, id: c.req.valid('param').id };
    const outcome = await flagOwnEvent(services, own, c.var.origin);
    if (outcome === 'unknown') throw new ProblemError('not_found');
    if (outcome === 'unavailable') throw new ProblemError('auth0_unavailable', { retryAfter: RETRY_AFTER });
    return c.body(null, 204);
  });
  return routes;
}

/** Streams the export with backpressure. An error aborts the connection, so that a partial file does not look complete. */
function csvStream(
  services: { readonly store: Store },
  account: string,
  type: HistoryQuery['type'],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(CSV_HEADER));
    },
    async pull(controller) {
      const events = await historyEntries(services, {
        account,
        limit: BATCH,
        ...(type === undefined ? {} : { type }),
        ...(after === undefined ? {} : { after }),
      });
      if (events.length > 0) controller.enqueue(encoder.encode(events.map(csvLine).join('')));
      if (events.length < BATCH) controller.close();
      after = events.at(-1)?.id;
    },
  });
}
