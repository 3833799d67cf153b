import type { MiddlewareHandler } from 'hono';
import type { TokenBucket } from '../control/token-bucket.ts';
import { requestFacts } from '../net/request-facts.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import { ApiError } from './api-error.ts';

/** Spends one token per request; says on every answer how many are left. Source: Auth0, "Rate Limit Headers". */
export function rateLimit(bucket: TokenBucket, { logs }: Pick<TenantStore, 'logs'>): MiddlewareHandler {
  let told = false;
  return async (c, next) => {
    const state = bucket.take();
    c.header('X-RateLimit-Limit', String(state.limit));
    c.header('X-RateLimit-Remaining', String(state.remaining));
    c.header('X-RateLimit-Reset', String(state.reset));
    if (!state.allowed) {
      // Once until requests are let in again: a flood must not push everything else out of the log.
      if (!told) logs.write({ ...requestFacts(c), type: 'api_limit', description: 'Global limit has been reached' });
      told = true;
      c.header('Retry-After', String(state.retryAfter));
      throw new ApiError(429, 'too_many_requests', 'Global limit has been reached');
    }
    told = false;
    await next();
  };
}
