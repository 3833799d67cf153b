import { isIPv6 } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { RequestBudget } from './request-budget.ts';

/** The limit of an address is this many times that of a user, because offices and mobile networks share addresses. */
const USERS_PER_ADDRESS = 10;

/** Files and pages outside the API are this many times cheaper; one visit needs dozens of them. */
const FILES_PER_CALL = 10;

/** Limits the API requests of one address. Each process counts separately, so several processes allow several times as many. */
export function limitAddress(services: Limits): MiddlewareHandler<HttpEnvironment> {
  return limitAddressTo(USERS_PER_ADDRESS, services);
}

/** Limits the other requests of one address: the portal's pages and files, and operations routes. */
export function limitAddressOutsideApi(services: Limits): MiddlewareHandler<HttpEnvironment> {
  const limited = limitAddressTo(USERS_PER_ADDRESS * FILES_PER_CALL, services);
  return createMiddleware<HttpEnvironment>((c, next) => (c.req.path.startsWith('/v1/') ? next() : limited(c, next)));
}

interface Limits {
  readonly config: ServerConfig;
  readonly clock: Clock;
}

function limitAddressTo(times: number, { config, clock }: Limits): MiddlewareHandler<HttpEnvironment> {
  const { limit, perSeconds } = config.requestRate;
  const budget = new RequestBudget({ limit: limit * times, perSeconds });
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    refuseAbove(budget.take(networkOf(c.var.origin.address), clock.now()));
    await next();
  });
}

/** Limits the requests of one user; runs after the bearer token check. */
export function limitSubject({ config, clock }: Limits): MiddlewareHandler<HttpEnvironment> {
  const budget = new RequestBudget(config.requestRate);
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    refuseAbove(budget.take(c.var.caller.subject, clock.now()));
    await next();
  });
}

function refuseAbove(wait: number): void {
  if (wait > 0) throw new ProblemError('rate_limited', { retryAfter: wait / 1000 });
}

/** An IPv6 customer has at least a /64 to choose addresses from (RFC 6177). */
function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!isIPv6(address)) return address;
  // A URL normalizes the address; `::` stands for the omitted zeros.
  const [head = '', tail = ''] = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
