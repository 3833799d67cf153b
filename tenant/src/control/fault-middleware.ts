import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import { apiErrorBody } from '../management/http/api-error.ts';
import type { Clock } from '../tokens/clock.ts';
import type { FaultRule, MatchedFault } from './fault-rule.ts';
import { isTenantTool } from './journal.ts';
import { requestSocket } from '../net/request-facts.ts';
import type { TenantControl } from './tenant-control.ts';

const EXPOSED = 'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After';

/**
 * Applies the control's fault rules. Mount it after the journal and before everything else; skips `/control`.
 * @param stopping Ends the delays, and the delayed requests.
 */
export function faultMiddleware(
  control: TenantControl,
  clock: Clock,
  stopping: AbortSignal,
): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  return async (c, next) => {
    const path = c.req.path;
    const rule = isTenantTool(path) ? undefined : control.faults.take(c.req.method, path);
    if (rule === undefined) return next();
    if (rule.afterwards === true) {
      if (rule.drop === true) dropResponse(c.env);
      await next();
    }
    await delayed(rule, stopping);
    // The connection is closed, and the store will be closed.
    if (stopping.aborted) return RESPONSE_ALREADY_SENT;
    const replaced = faultResponse(rule, c, clock);
    if (replaced === undefined) return rule.afterwards === true ? undefined : next();
    // Without this, the headers of the lost response would be copied to the new one.
    if (rule.afterwards === true) c.res = undefined;
    c.res = replaced;
    return undefined;
  };
}

/** Waits as long as a rule says, or until the tenant stops. */
async function delayed({ gathered, delayMs }: MatchedFault, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: ended.signal });
    if (signal.aborted) resolve();
  });
  const all = async () => {
    await gathered;
    if (delayMs !== undefined) await wait(delayMs, undefined, { signal }).catch(() => undefined);
  };
  await Promise.race([all(), stopped]);
  ended.abort();
}

function faultResponse(
  rule: FaultRule,
  c: Context<{ Bindings: Partial<HttpBindings> }>,
  clock: Clock,
): Response | undefined {
  if (rule.drop !== true) {
    const origin = c.req.header('Origin');
    if (rule.rateLimitedFor !== undefined) return response(rateLimited(rule, rule.rateLimitedFor, clock), 429, origin);
    const status = rule.status ?? (rule.malformed === true ? 200 : undefined);
    return status === undefined ? undefined : response(rule, status, origin);
  }
  // In-process requests have no socket: they get only the empty response.
  requestSocket(c.env)?.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Cuts responses that bypass Hono (those of `oidc-provider`) before they are sent. */
function dropResponse(bindings: Partial<HttpBindings> | undefined): void {
  const outgoing = bindings?.outgoing;
  if (outgoing === undefined) return;
  outgoing.end = () => outgoing.destroy();
}

/** Source: Auth0, "Management API Endpoint Rate Limits". */
function rateLimited(rule: FaultRule, seconds: number, clock: Clock): FaultRule {
  return {
    body: apiErrorBody(429, 'too_many_requests', 'Global limit has been reached'),
    ...rule,
    headers: {
      'X-RateLimit-Limit': '10',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(Math.ceil(clock.now() / 1000) + seconds),
      'Retry-After': String(seconds),
      ...rule.headers,
    },
  };
}

function response(rule: FaultRule, status: number, origin: string | undefined): Response {
  const body = rule.body === undefined ? apiErrorBody(status, 'injected_fault', 'Injected fault') : rule.body;
  const hasBody = ![204, 205, 304].includes(status);
  const text = JSON.stringify(body);
  return new Response(hasBody ? (rule.malformed === true ? text.slice(0, -1) : text) : null, {
    status,
    headers: {
      ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
      // Without these headers a page could not distinguish the fault from a network failure.
      ...(origin === undefined
        ? {}
        : {
            'Access-Control-Allow-Origin': origin,
            'Access-Control-Allow-Credentials': 'true',
            'Access-Control-Expose-Headers': EXPOSED,
            Vary: 'Origin',
          }),
      ...rule.headers,
    },
  });
}
